import type { GraphQLAnswer } from './shard-result.ts';

/** What a response's status and body are worth. */
export type ReadAnswer =
  | { readonly state: 'ok'; readonly answer: GraphQLAnswer }
  | { readonly state: 'unavailable' | 'refused' | 'invalid'; readonly detail: string };

/**
 * Reads a response. A 5xx is no answer even when it carries GraphQL errors; a 4xx is a refusal; a 2xx must carry an object
 * with `data` (object or null) or a list of errors.
 */
export function readAnswer(status: number, body: Buffer): ReadAnswer {
  if (status >= 500) return { state: 'unavailable', detail: `HTTP ${status}` };
  const parsed = parse(body);
  if (status >= 400) return { state: 'refused', detail: firstMessage(parsed) ?? `HTTP ${status}` };
  if (status < 200 || status >= 300) return { state: 'invalid', detail: `HTTP ${status}` };
  if (!isObject(parsed)) return { state: 'invalid', detail: 'the body is not a JSON object' };
  const { data, errors } = parsed;
  const hasErrors = Array.isArray(errors) && errors.every((error) => isObject(error) && typeof error.message === 'string');
  if (errors !== undefined && !hasErrors) return { state: 'invalid', detail: '`errors` is not a list of errors' };
  if (!isObject(data) && !(data === null && hasErrors) && !(data === undefined && hasErrors))
    return { state: 'invalid', detail: 'the body is no GraphQL answer' };
  return { state: 'ok', answer: parsed as GraphQLAnswer };
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function firstMessage(parsed: unknown): string | undefined {
  const error: unknown = isObject(parsed) && Array.isArray(parsed.errors) ? parsed.errors[0] : undefined;
  return isObject(error) && typeof error.message === 'string' ? error.message : undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
