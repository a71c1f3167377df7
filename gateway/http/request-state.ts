/** What the HTTP adapter and the executor tell each other about one request. */
export interface RequestState {
  readonly requestId: string;
  /** Whether `extensions.explain` is wanted. */
  readonly explain: boolean;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Milliseconds since 1970 by which the answer must leave. */
  readonly deadlineAt: number;
  /** Aborts when the client goes or the deadline passes. */
  readonly signal: AbortSignal;
  /** The finished answer, put here by the executor. */
  answer?: Buffer;
  /** Its HTTP status. */
  status?: number;
}
