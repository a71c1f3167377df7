import { readFileSync } from 'node:fs';
import { buildSubgraphSchema, type GraphQLResolverMap, printSubgraphSchema } from '@apollo/subgraph';
import { type DefinitionNode, type DocumentNode, type GraphQLSchema, Kind, parse, print, type TypeNode, visit } from 'graphql';
import { createResolversMap } from 'type-graphql';
import { projectFile } from './project-root.ts';

const FEDERATION_SPEC = 'https://specs.apollo.dev/federation/v2.9';

/** Finds the object of a representation, such as `{__typename: 'Complaint', id}`; null when there is none. */
export type ReferenceResolver<C> = (representation: Readonly<Record<string, unknown>>, context: C) => unknown;

/**
 * The SDL of a contract: the federation link, then the schema with every directive in place. Definitions of directives
 * and of the shard vocabulary are left out; they stand in `shared/contract/sdl/directives.graphql`.
 * @param imports federation directives the contract uses, such as `@key`
 * @param queryDescription of the root type, which type-graphql has no place for
 */
export function printContract(schema: GraphQLSchema, imports: readonly string[], queryDescription?: string): string {
  const definitions = asWritten(parse(printSubgraphSchema(schema), { noLocation: true })).definitions.filter(belongsToContract);
  const head = `extend schema @link(url: "${FEDERATION_SPEC}", import: [${imports.map((name) => JSON.stringify(name)).join(', ')}])`;
  const described = definitions.map((definition) => print(withDescription(definition, queryDescription)));
  return `${[head, ...described].join('\n\n')}\n`;
}

/**
 * The printer does not know the vocabulary and writes its enum values as strings; type-graphql collects the arguments of a
 * method from the last to the first. Both are put right here.
 */
function asWritten(document: DocumentNode): DocumentNode {
  const enumArguments = vocabularyEnumArguments();
  return visit(document, {
    FieldDefinition: (field) => ({ ...field, arguments: [...(field.arguments ?? [])].reverse() }),
    Directive: (directive) => ({
      ...directive,
      arguments: directive.arguments?.map((argument) =>
        argument.value.kind === Kind.STRING && enumArguments.has(`${directive.name.value}.${argument.name.value}`)
          ? { ...argument, value: { kind: Kind.ENUM, value: argument.value.value } }
          : argument,
      ),
    }),
  });
}

/** `directive.argument` of every argument of the shard vocabulary whose type is an enum. */
function vocabularyEnumArguments(): ReadonlySet<string> {
  const { definitions } = parse(shardVocabulary(), { noLocation: true });
  const enums = new Set(definitions.flatMap((node) => (node.kind === Kind.ENUM_TYPE_DEFINITION ? [node.name.value] : [])));
  return new Set(
    definitions.flatMap((node) => {
      if (node.kind !== Kind.DIRECTIVE_DEFINITION) return [];
      const ofEnum = (node.arguments ?? []).filter(({ type }) => enums.has(namedType(type)));
      return ofEnum.map(({ name }) => `${node.name.value}.${name.value}`);
    }),
  );
}

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));

function belongsToContract(definition: DefinitionNode): boolean {
  return definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.DIRECTIVE_DEFINITION;
}

function withDescription(definition: DefinitionNode, queryDescription: string | undefined): DefinitionNode {
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION || definition.name.value !== 'Query' || queryDescription === undefined) return definition;
  return { ...definition, description: { kind: Kind.STRING, value: queryDescription, block: true } };
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
 * @param queryDescription of the root type
 */
export function contractSchema<C>(
  schema: GraphQLSchema,
  imports: readonly string[],
  references: Readonly<Record<string, ReferenceResolver<C>>>,
  sharded = true,
  queryDescription?: string,
): ContractSchema {
  const sdl = printContract(schema, imports, queryDescription);
  const resolvers: Record<string, unknown> = { ...createResolversMap(schema) };
  for (const [typeName, resolve] of Object.entries(references)) {
    resolvers[typeName] = { ...(resolvers[typeName] as object | undefined), __resolveReference: resolve };
  }
  const typeDefs = parse(sharded ? `${sdl}\n${shardVocabulary()}` : sdl);
  return { sdl, schema: buildSubgraphSchema([{ typeDefs, resolvers: resolvers as unknown as GraphQLResolverMap<unknown> }]) };
}
