import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { OperatorError } from '../errors/errors.ts';
import { type ErrorCode, errorRegistry } from '../errors/registry.ts';

const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(errorRegistry, code);

/**
 * What a caller may read of an error: those of the registry meant for callers as they are, an operator's by its code and
 * general meaning, everything else as INTERNAL_SERVER_ERROR.
 */
export function maskError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  const code = cause instanceof OperatorError ? cause.code : formatted.extensions?.code;
  const known = isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR';
  const { audience, meaning } = errorRegistry[known];
  if (audience === 'caller' && known !== 'INTERNAL_SERVER_ERROR') return formatted;
  return {
    message: meaning,
    extensions: { code: known },
    ...(formatted.path ? { path: formatted.path } : {}),
    ...(formatted.locations ? { locations: formatted.locations } : {}),
  };
}

/** The HTTP status of an answer that an unreachable database decides; undefined for every other. */
export function statusOfErrors(errors: readonly GraphQLFormattedError[] | undefined): number | undefined {
  return errors?.some(({ extensions }) => extensions?.code === 'DATABASE_UNAVAILABLE') ? 503 : undefined;
}
