import type { GraphQLAnswer } from '../../gateway/transport/shard-result.ts';

/**
 * The places of an answer that errors account for: for every error, the null of the data that it is at or has led to by null
 * bubbling (GraphQL specification 6.4.4).
 *
 * Error paths are compared by these places and not as they are. Below a place that became null several fields may have failed.
 * One server stops at the first of them that may not be null; a gateway's subgraphs fail independently, and fields of an object
 * that is gone are not fetched. So which of the failures below a null are reported differs by right, but a null with an error
 * must have one on both sides, and an error at a field that may be null is at its own place, so its path is compared exactly.
 *
 * An error whose path leads to no null is kept with its whole path: it stands on no other side.
 */
export function errorPlaces({ data, errors = [] }: GraphQLAnswer): string[] {
  return [...new Set(errors.map(({ path }) => place(path ?? [], data)))].sort();
}

function place(path: readonly (string | number)[], data: unknown): string {
  let value: unknown = data ?? null;
  for (const [index, key] of path.entries()) {
    if (value === null) return JSON.stringify(path.slice(0, index));
    value = (value as Record<string | number, unknown>)[key];
    if (value === undefined) return `${JSON.stringify(path)} is not in the answer`;
  }
  return value === null ? JSON.stringify(path) : `${JSON.stringify(path)} is not null`;
}
