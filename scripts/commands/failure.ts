import { OperatorError } from '../../shared/errors/errors.ts';

/**
 * What a terminal shows of an error: an operator's error with its faults and what to do, any other by its message.
 * @param verbose adds stack and causes
 */
export function failureText(error: unknown, verbose: boolean): string {
  const text = error instanceof OperatorError ? error.explain() : `A fault of ours: ${error instanceof Error ? error.message : String(error)}`;
  if (verbose) return `${text}\n\n${stackOf(error)}`;
  return error instanceof OperatorError ? text : `${text}\nRun it again with --verbose for the details.`;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\ncaused by ${stackOf(error.cause)}`;
}
