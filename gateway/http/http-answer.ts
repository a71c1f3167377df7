import type { ErrorCode } from '../../shared/errors/registry.ts';

/** An answer ready to be sent. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** An answer of GraphQL's shape that holds one error and no data. */
export function errorAnswer(
  status: number,
  code: ErrorCode,
  message: string,
  { headers = {}, details = {} }: { readonly headers?: Readonly<Record<string, string>>; readonly details?: Readonly<Record<string, unknown>> } = {},
): HttpAnswer {
  const body = JSON.stringify({ errors: [{ message, extensions: { ...details, code } }] });
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body };
}

/** Any JSON. */
export const jsonAnswer = (status: number, value: unknown): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});
