import { type DocumentNode, execute, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { JsonObject } from '../shards/gather/sourced.ts';

/** Answers `__schema` and `__type` by graphql-js on the schema that clients see. */
export async function introspect(
  schema: GraphQLSchema,
  document: DocumentNode,
  variableValues: JsonObject,
): Promise<{ readonly data: JsonObject; readonly errors: readonly GraphQLFormattedError[] }> {
  const { data, errors = [] } = await execute({ schema, document, variableValues });
  return { data: (data ?? {}) as JsonObject, errors: errors.map((error) => error.toJSON()) };
}
