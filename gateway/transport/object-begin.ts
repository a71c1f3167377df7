/** Blanks before an answer that nobody sends by mistake. */
const MOST_BLANKS = 1_024;
const BLANKS = new Set([...' \t\r\n'].map((character) => character.charCodeAt(0)));
const OPEN_BRACE = '{'.charCodeAt(0);

/** Looks at the first bytes of a body, so that what cannot be a JSON object is not read to its end, which may never come. */
export class ObjectBegin {
  #blanks = 0;
  #begun = false;

  /** Whether the body, with this part added, may still be a JSON object. */
  allows(part: Buffer): boolean {
    if (this.#begun) return true;
    const first = part.findIndex((byte) => !BLANKS.has(byte));
    this.#begun = first >= 0;
    this.#blanks += this.#begun ? first : part.length;
    return this.#blanks <= MOST_BLANKS && (!this.#begun || part[first] === OPEN_BRACE);
  }
}
