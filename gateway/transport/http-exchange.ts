import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { ObjectBegin } from './object-begin.ts';

/** A whole HTTP answer, or why there is none. */
export type Exchange =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer }
  /** The signal aborted. */
  | { readonly kind: 'aborted' }
  /** The connection failed before the answer began. */
  | { readonly kind: 'no-connection'; readonly detail: string }
  /** The answer broke off, was no HTTP, no JSON object from its first bytes on, or larger than it may be. */
  | { readonly kind: 'cut'; readonly detail: string };

/** One POST. */
export interface ExchangeRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
  /** Bytes of the body beyond which it is given up. */
  readonly maxBytes: number;
}

/**
 * Sends a POST and collects the answer. Ends as soon as the signal aborts, whatever the other side does, and lets go of the
 * connection then. Never rejects.
 */
export function exchange(dispatcher: Dispatcher, request: ExchangeRequest): Promise<Exchange> {
  return new Promise((resolve) => {
    const collector = new Collector(request, resolve);
    if (request.signal.aborted) return resolve({ kind: 'aborted' });
    request.signal.addEventListener('abort', collector.abort, { once: true });
    const { path, headers, body } = request;
    try {
      dispatcher.dispatch({ method: 'POST', path, headers: { ...headers }, body, headersTimeout: 0, bodyTimeout: 0 }, collector);
    } catch (error) {
      collector.end({ kind: 'no-connection', detail: describe(error) });
    }
  });
}

/** A connection tried at several addresses fails with an error that has no message of its own. */
function describe(error: unknown): string {
  const { message, code, name } = error as { readonly message?: string; readonly code?: string; readonly name?: string };
  return message || code || name || String(error);
}

/** Given to the connection so that it is closed rather than read to an end that may never come. */
const GIVEN_UP = new Error('given up');

class Collector implements Dispatcher.DispatchHandler {
  readonly #chunks: Buffer[] = [];
  readonly #begin = new ObjectBegin();
  #controller: Dispatcher.DispatchController | undefined;
  #bytes = 0;
  #status: number | undefined;
  #headers: IncomingHttpHeaders = {};
  #ended = false;

  constructor(
    private readonly request: ExchangeRequest,
    private readonly resolve: (exchange: Exchange) => void,
  ) {}

  readonly abort = (): void => this.#giveUp({ kind: 'aborted' });

  end(outcome: Exchange): void {
    if (this.#ended) return;
    this.#ended = true;
    this.request.signal.removeEventListener('abort', this.abort);
    this.resolve(outcome);
  }

  #giveUp(outcome: Exchange): void {
    this.end(outcome);
    this.#controller?.abort(GIVEN_UP);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // It may have waited for a connection beyond its time.
    if (this.#ended) controller.abort(GIVEN_UP);
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.request.maxBytes) this.#giveUp({ kind: 'cut', detail: `the body is larger than ${this.request.maxBytes} bytes` });
    else if (this.#isSuccess && !this.#begin.allows(chunk)) this.#giveUp({ kind: 'cut', detail: 'the body is no JSON object' });
    else this.#chunks.push(chunk);
  }

  get #isSuccess(): boolean {
    return this.#status !== undefined && this.#status >= 200 && this.#status < 300;
  }

  onResponseEnd(): void {
    this.end({ kind: 'answer', status: this.#status ?? 0, headers: this.#headers, body: Buffer.concat(this.#chunks, this.#bytes) });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const began = this.#status !== undefined || error.name === 'HTTPParserError';
    this.end({ kind: began ? 'cut' : 'no-connection', detail: describe(error) });
  }
}
