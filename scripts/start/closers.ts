/** Something that was started and must be stopped. */
export interface Closer {
  /** Stops it in good order. */
  close(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

/** What was started so far; stopped in the reverse order. */
export class Closers {
  readonly #closers: Closer[] = [];
  #closing: Promise<void> | undefined;

  /** Whether nothing was started. */
  get empty(): boolean {
    return this.#closers.length === 0;
  }

  /** Remembers something that was started. Once stopping has begun it is stopped at once instead, and this throws. */
  async add(closer: Closer): Promise<void> {
    if (this.#closing === undefined) {
      this.#closers.push(closer);
      return;
    }
    await closer.close();
    throw new Error('stopped');
  }

  /** Stops everything, the last started first; what fails to stop does not keep the others. */
  close(): Promise<void> {
    this.#closing ??= this.#closeAll();
    return this.#closing;
  }

  /** Ends everything at once. */
  kill(): void {
    for (const closer of this.#closers) closer.kill();
  }

  async #closeAll(): Promise<void> {
    for (let closer = this.#closers.at(-1); closer !== undefined; closer = this.#closers.at(-1)) {
      await closer.close().catch(() => closer?.kill());
      this.#closers.pop();
    }
  }
}
