import type { ErrorCode } from '../errors/registry.ts';
import type { RouteResponse } from './route.ts';

/** A request that no GraphQL server can answer, as an answer of GraphQL's shape. */
export class HttpFault extends Error {
  override readonly name = 'HttpFault';

  /**
   * @param status of HTTP
   * @param code of the registry
   * @param message sent to the asker
   */
  constructor(
    readonly status: number,
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
  }

  /** The answer: `{errors: [{message, extensions: {code}}]}`. */
  response(): RouteResponse {
    return { status: this.status, headers: {}, body: JSON.stringify({ errors: [{ message: this.message, extensions: { code: this.code } }] }) };
  }
}
