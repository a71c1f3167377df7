import fc from 'fast-check';

/**
 * A row of decisions, read in order. Behind its end every decision is 0, so generators let 0 mean the simplest thing, and
 * shortening or lowering the row makes what it describes simpler.
 */
export class Tape {
  #next = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** A whole number from 0 to below the count, which is at most 256. */
  pick(count: number): number {
    const byte = this.bytes[this.#next++] ?? 0;
    return count > 0 ? byte % count : 0;
  }

  /** True in one of so many cases, and never behind the end. */
  rarely(oneIn: number): boolean {
    return this.pick(oneIn) === oneIn - 1;
  }

  /** One of the items; the first is the simplest. */
  of<T>(items: readonly T[]): T {
    if (items.length === 0) throw new Error('nothing to choose from');
    return items[this.pick(items.length)] as T;
  }

  /** Some of the items in their order, at least one when there is any. */
  some<T>(items: readonly T[]): T[] {
    const first = this.pick(items.length);
    return items.filter((_, index) => this.pick(2) === 1 || index === first);
  }
}

/** Rows of decisions of at most this length. */
export const tape = (maxLength: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength, size: 'max' });
