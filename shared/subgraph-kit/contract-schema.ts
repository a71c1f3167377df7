import { readFileSync } from 'node:fs';
import { buildSubgraphSchema, type GraphQLResolverMap, printSubgraphSchema } from '@apollo/subgraph';
import { type DefinitionNode, type GraphQLSchema, Kind, parse, print } from 'graphql';
import { createResolversMap } from 'type-graphql';
import { projectFile } from './project-root.ts';

const FEDERATION_SPEC = 'https://specs.apollo.dev/federation/v2.9';

/** Finds the object of a representation, such as `{__typename: 'Complaint', id}`; null when there is none. */
export type ReferenceResolver<C> = (representation: Readonly<Record<string, unknown>>, context: C) => unknown;

/**
 * The SDL of a contract: the federation link, then the schema with every directive in place. Definitions of directives
 * and of the shard vocabulary are left out; they stand in `shared/contract/sdl/directives.graphql`.
 * @param imports federation directives the contract uses, such as `@key`
 */
export function printContract(schema: GraphQLSchema, imports: readonly string[]): string {
  const definitions = parse(printSubgraphSchema(schema), { noLocation: true }).definitions.filter(belongsToContract);
  const head = `extend schema @link(url: "${FEDERATION_SPEC}", import: [${imports.map((name) => JSON.stringify(name)).join(', ')}])`;
  return `${[head, ...definitions.map((definition) => print(definition))].join('\n\n')}\n`;
}

function belongsToContract(definition: DefinitionNode): boolean {
  return definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.DIRECTIVE_DEFINITION;
}

/** The definitions of the shard vocabulary: what stands at the head of every sharded contract. */
export const shardVocabulary = (): string => readFileSync(projectFile('shared/contract/sdl/directives.graphql'), 'utf8');

/** A contract as it is served. */
export interface ContractSchema {
  /** As checked in and composed. */
  readonly sdl: string;
  /** With `_service` and `_entities`. */
  readonly schema: GraphQLSchema;
}

/**
 * The subgraph schema of a contract from its type-graphql schema.
 * @param imports federation directives the contract uses
 * @param references by type name, for `_entities`
 * @param sharded whether the contract uses the shard vocabulary
 */
export function contractSchema<C>(
  schema: GraphQLSchema,
  imports: readonly string[],
  references: Readonly<Record<string, ReferenceResolver<C>>>,
  sharded = true,
): ContractSchema {
  const sdl = printContract(schema, imports);
  const resolvers: Record<string, unknown> = { ...createResolversMap(schema) };
  for (const [typeName, resolve] of Object.entries(references)) {
    resolvers[typeName] = { ...(resolvers[typeName] as object | undefined), __resolveReference: resolve };
  }
  const typeDefs = parse(sharded ? `${sdl}\n${shardVocabulary()}` : sdl);
  return { sdl, schema: buildSubgraphSchema([{ typeDefs, resolvers: resolvers as unknown as GraphQLResolverMap<unknown> }]) };
}
