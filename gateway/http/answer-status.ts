import type { GraphQLFormattedError } from 'graphql';
import { errorRegistry } from '../../shared/errors/registry.ts';
import type { MediaType } from './media-type.ts';

/**
 * The HTTP status of an answer that has errors and no data (GraphQL over HTTP, 6.4). A fault of the document or its variables is
 * 400, but 200 under application/json, where clients take any other status for a broken server. Overload and our own faults keep
 * their status under either.
 */
export function statusWithoutData(errors: readonly GraphQLFormattedError[], type: MediaType): number {
  const statuses = errors.map(({ extensions }) => registeredStatus(extensions?.code));
  const grave = Math.max(...statuses);
  if (grave > 400) return grave;
  return type === 'application/json' ? 200 : 400;
}

function registeredStatus(code: unknown): number {
  return typeof code === 'string' && Object.hasOwn(errorRegistry, code) ? errorRegistry[code as keyof typeof errorRegistry].status : 500;
}
