/** Failures in a row after which an endpoint is not asked for a while. */
const THRESHOLD = 5;
/** First pause, and the longest; each failed probe doubles it. Milliseconds. */
const PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/**
 * Keeps requests from an endpoint that fails again and again, so that a dead unit costs no time. Only no answer counts
 * (`unavailable`, `timeout`): an endpoint that answers nonsense is alive. After a pause one request may probe it.
 */
export class Breaker {
  #failures = 0;
  #pause = PAUSE;
  #closedAgainAt = 0;
  #probing = false;

  constructor(private readonly now: () => number) {}

  /** Whether a request may go out. In half-open state only one may, until its result is known. */
  allows(): boolean {
    if (this.#failures < THRESHOLD) return true;
    if (this.#probing || this.now() < this.#closedAgainAt) return false;
    this.#probing = true;
    return true;
  }

  /** Tells the result of a request that was allowed. */
  settle(answered: boolean): void {
    const probed = this.#probing;
    this.#probing = false;
    if (answered) {
      this.#failures = 0;
      this.#pause = PAUSE;
      return;
    }
    this.#failures += 1;
    if (this.#failures < THRESHOLD) return;
    if (probed) this.#pause = Math.min(LONGEST_PAUSE, this.#pause * 2);
    this.#closedAgainAt = this.now() + this.#pause;
  }
}
