/** Lets so many tasks run at one time; the others wait in order. */
export class Limiter {
  #running = 0;
  readonly #waiting: { readonly start: () => void; cancelled: boolean }[] = [];

  constructor(private readonly limit: number) {}

  /**
   * Waits for a turn; the function returned gives it back. Rejects with the signal's reason when it aborts first, and then
   * takes no turn.
   */
  async enter(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#running >= this.limit) await this.#wait(signal);
    else this.#running += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#leave();
    };
  }

  #wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        entry.cancelled = true;
        reject(signal.reason);
      };
      const entry = {
        start: (): void => {
          signal.removeEventListener('abort', abort);
          resolve();
        },
        cancelled: false,
      };
      signal.addEventListener('abort', abort, { once: true });
      this.#waiting.push(entry);
    });
  }

  /** The turn goes to the next that still wants it. */
  #leave(): void {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      if (!next.cancelled) return next.start();
    }
    this.#running -= 1;
  }
}
