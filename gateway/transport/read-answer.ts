import { isUtf8 } from 'node:buffer';
import type { GraphQLFormattedError } from 'graphql';
import type { GraphQLAnswer, ShardFailureState } from './shard-result.ts';

/** What a response's status and body are worth. */
export type ReadAnswer =
  | { readonly state: 'ok'; readonly answer: GraphQLAnswer }
  | { readonly state: Exclude<ShardFailureState, 'timeout'>; readonly detail: string };

const DETAIL_LENGTH = 300;

/**
 * Reads a whole response. A 5xx is no answer even when it carries GraphQL errors; a 4xx is a refusal, with the first message of a
 * GraphQL body; any other status but 2xx, and a body that is no GraphQL answer, is `invalid`. The content type does not count.
 */
export function readAnswer(status: number, body: Buffer): ReadAnswer {
  if (status >= 500) return { state: 'unavailable', detail: `HTTP ${status}` };
  const parsed = parseAnswer(body);
  if (status >= 200 && status < 300) return typeof parsed === 'string' ? { state: 'invalid', detail: parsed } : { state: 'ok', answer: parsed };
  if (status < 400) return { state: 'invalid', detail: `HTTP ${status}` };
  const message = typeof parsed === 'string' ? undefined : parsed.errors?.[0]?.message;
  return { state: 'refused', detail: message?.slice(0, DETAIL_LENGTH) ?? `HTTP ${status}` };
}

/** The answer, or what is wrong with it. */
function parseAnswer(body: Buffer): GraphQLAnswer | string {
  if (!isUtf8(body)) return 'the body is not UTF-8';
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch {
    return 'the body is not JSON';
  }
  if (!isObject(value)) return 'the body is no GraphQL answer';
  const { data, errors } = value;
  if (data !== undefined && data !== null && !isObject(data)) return 'data is no object';
  if (errors === undefined || errors === null) return isObject(data) ? { data } : 'the body has neither data nor errors';
  if (!Array.isArray(errors) || !errors.every(isGraphQLError)) return 'errors is no list of GraphQL errors';
  return data === undefined ? { errors } : { data, errors };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function isGraphQLError(value: unknown): value is GraphQLFormattedError {
  if (!isObject(value) || typeof value.message !== 'string') return false;
  const { path, extensions } = value;
  const pathFits = path === undefined || (Array.isArray(path) && path.every((key) => typeof key === 'string' || typeof key === 'number'));
  return pathFits && (extensions === undefined || isObject(extensions));
}
