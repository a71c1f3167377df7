/** When a breaker opens and how long it stays open. */
export interface BreakerSettings {
  /** Failures in a row that open it. */
  readonly failures: number;
  /** Milliseconds from the first of these failures to the last; a slower row does not open it. */
  readonly windowMs: number;
  /** Milliseconds it stays open at first; up to a fifth is added or taken at random. Each failed trial doubles them. */
  readonly openMs: number;
  /** The most it stays open. */
  readonly longestMs: number;
}

/** Settings unless others are given. */
export const BREAKER_SETTINGS: BreakerSettings = { failures: 5, windowMs: 30_000, openMs: 1_000, longestMs: 30_000 };

/**
 * Keeps requests from an endpoint that fails again and again, so that a dead unit costs no time.
 *
 * Closed, it lets everything through. After `failures` failures in a row within `windowMs` it opens: nothing gets through for about
 * `openMs`. Then one request may try (half open): its success closes the breaker, its failure opens it for twice as long. Any
 * success, such as one of the status poller's, closes it. What counts as a failure is for the caller to say.
 */
export class CircuitBreaker {
  /** Times of the last failures in a row, oldest first. */
  #failures: number[] = [];
  #openUntil: number | undefined;
  #openMs: number;
  #trying = false;

  constructor(
    private readonly settings: BreakerSettings,
    private readonly clock: () => number,
    private readonly random: () => number,
  ) {
    this.#openMs = settings.openMs;
  }

  /** Whether a request may go now. What came of one that may has to be told by one of the three methods below. */
  allows(): boolean {
    if (this.#openUntil === undefined) return true;
    if (this.#trying || this.clock() < this.#openUntil) return false;
    this.#trying = true;
    return true;
  }

  /** The endpoint answered. */
  succeeded(): void {
    this.#failures = [];
    this.#openUntil = undefined;
    this.#openMs = this.settings.openMs;
    this.#trying = false;
  }

  /** The endpoint did not answer. */
  failed(): void {
    const { failures, windowMs, longestMs } = this.settings;
    const now = this.clock();
    if (this.#trying) {
      this.#openMs = Math.min(longestMs, this.#openMs * 2);
      this.#open(now);
      return;
    }
    this.#failures = [...this.#failures, now].slice(-failures);
    const [first = now] = this.#failures;
    if (this.#openUntil === undefined && this.#failures.length >= failures && now - first <= windowMs) this.#open(now);
  }

  /** The request ended in a way that says nothing of the endpoint, such as a caller who hung up. */
  abandoned(): void {
    this.#trying = false;
  }

  #open(now: number): void {
    this.#trying = false;
    this.#openUntil = now + this.#openMs * (0.8 + 0.4 * this.random());
  }
}
