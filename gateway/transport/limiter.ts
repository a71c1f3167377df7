/** Gives a turn back. Calling it again does nothing. */
export type Release = () => void;

/** One that waits for its turn; told undefined when it gets none. */
type Waiting = (release: Release | undefined) => void;

/** Lets so many tasks run at one time; the others wait in the order they came. */
export class Limiter {
  readonly #waiting = new Set<Waiting>();
  #running = 0;

  /** @param limit at least 1; read at every turn, so that a reload may change it */
  constructor(private readonly limit: () => number) {}

  /** A turn as soon as there is one; undefined when the signal aborts before, and then no turn is taken. Never rejects. */
  turn(signal: AbortSignal): Promise<Release | undefined> {
    if (signal.aborted) return Promise.resolve(undefined);
    if (this.#running < this.limit() && this.#waiting.size === 0) return Promise.resolve(this.#take());
    return new Promise((resolve) => {
      const leave = (): void => waiting(undefined);
      const waiting: Waiting = (release) => {
        this.#waiting.delete(waiting);
        signal.removeEventListener('abort', leave);
        resolve(release);
      };
      this.#waiting.add(waiting);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  #take(): Release {
    this.#running += 1;
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.#running -= 1;
      this.#admit();
    };
  }

  /** A raised limit may let several in at once. */
  #admit(): void {
    for (const waiting of this.#waiting) {
      if (this.#running >= this.limit()) return;
      waiting(this.#take());
    }
  }
}
