import type { ServerResponse } from 'node:http';
import type { RequestState } from './request-state.ts';

/** How a request begins. */
export interface RequestBegin {
  readonly requestId: string;
  readonly explain: boolean;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly deadlineMs: number;
  readonly response: ServerResponse;
}

/** A request from its begin to its end. */
export interface RequestLifetime {
  readonly state: RequestState;
  /** Resolves shortly after the deadline, for an answer in place of one that does not come. */
  readonly late: Promise<void>;
  /** Lets go of timers and listeners. */
  end(): void;
}

/** Milliseconds after the deadline in which what was found until then may still be written. */
const GRACE_MS = 50;

/** Begins a request: its signal aborts with a TimeoutError at the deadline, with an AbortError when the client goes. */
export function beginRequest({ requestId, explain, startedAt, deadlineMs, response }: RequestBegin): RequestLifetime {
  const controller = new AbortController();
  const gone = (): void => controller.abort(new DOMException('the client is gone', 'AbortError'));
  if (response.destroyed) gone();
  response.once('close', gone);
  const deadline = setTimeout(() => controller.abort(new DOMException('the deadline has passed', 'TimeoutError')), deadlineMs);
  let grace: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    grace = setTimeout(resolve, deadlineMs + GRACE_MS);
  });
  return {
    state: { requestId, explain, startedAt, deadlineAt: startedAt + deadlineMs, signal: controller.signal },
    late,
    end: () => {
      clearTimeout(deadline);
      clearTimeout(grace);
      response.off('close', gone);
    },
  };
}
