import type { GraphQLFormattedError } from 'graphql';
import { errorRegistry } from '../../shared/errors/registry.ts';
import { maskError } from '../../shared/subgraph-kit/mask-error.ts';

/**
 * What a client reads of an error that decides a whole answer: a code of the registry, and no text meant for operators. A value
 * that a scalar refused keeps the scalar's own code; Apollo Server calls it a fault of validation.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const own = codeOf((error as { readonly originalError?: unknown }).originalError);
  const code = own ?? SERVER_CODES.get(String(formatted.extensions?.code)) ?? formatted.extensions?.code;
  return maskError({ ...formatted, extensions: { ...formatted.extensions, code } }, error);
}

/** Codes of Apollo Server that say no more than one of ours. */
const SERVER_CODES = new Map([
  ['PERSISTED_QUERY_NOT_SUPPORTED', 'BAD_REQUEST'],
  ['PERSISTED_QUERY_NOT_FOUND', 'BAD_REQUEST'],
]);

function codeOf(error: unknown): string | undefined {
  const code = (error as { readonly extensions?: { readonly code?: unknown } } | undefined)?.extensions?.code;
  return typeof code === 'string' && Object.hasOwn(errorRegistry, code) ? code : undefined;
}
