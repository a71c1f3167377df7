import { GraphQLError } from 'graphql';
import { type ErrorCode, errorRegistry } from './registry.ts';

/** The caller asked for what cannot be given. The message is sent to the client. */
export class CallerError extends GraphQLError {
  override readonly name = 'CallerError';

  /**
   * @param code of the registry, put in `extensions.code`
   * @param message what was wrong, naming the value
   * @param details further `extensions`, safe for the client
   */
  constructor(
    readonly code: ErrorCode,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message, { extensions: { code, ...details } });
  }
}

/** Something an operator must mend: shown on a terminal or in a log, never sent to a client. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';

  /**
   * @param code of the registry
   * @param message what was found
   * @param faults one line per fault, each with its place, when there are several
   */
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly faults: readonly string[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** The full text for a terminal: message, faults, and what to do. */
  explain(): string {
    const lines = this.faults.map((fault) => `  - ${fault}`);
    return [`${this.code}: ${this.message}`, ...lines, errorRegistry[this.code].remedy].join('\n');
  }
}
