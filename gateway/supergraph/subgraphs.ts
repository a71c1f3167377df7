import type { ServiceDefinition } from '@theguild/federation-composition';
import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  visit,
} from 'graphql';
import type { ApartSubgraph } from './apart.ts';
import { importShareable } from './import-shareable.ts';
import { type CheckedContract } from './read-contract.ts';
import { fieldPlace } from './read-rules.ts';
import { VOCABULARY_DIRECTIVES } from './vocabulary.ts';

type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

/** No contract has such a name: contract names know no underscore. */
const APART_SUFFIX = '_gathered';

/**
 * A contract as subgraphs for composition, without the shard vocabulary. It is one subgraph, or two when a row leads to an
 * entity whose fields are gathered over shards: the planner never leaves a fetch, so what must not be asked of the row's
 * shard alone stands in the second.
 */
export function subgraphsOf({ parsed, contract, apart }: CheckedContract): ServiceDefinition[] {
  // The address of a shard is the topology's to know; composition only wants one to be there.
  const url = contract.url ?? `shards:${contract.name}`;
  const document = stripVocabulary(parsed.document);
  if (apart.entities.size === 0) return [{ name: contract.name, url, typeDefs: document }];
  return [
    { name: contract.name, url, typeDefs: rowsSubgraph(document, apart) },
    { name: `${contract.name}${APART_SUFFIX}`, url, typeDefs: gatheredSubgraph(document, apart) },
  ];
}

const stripVocabulary = (document: DocumentNode): DocumentNode =>
  visit(document, { [Kind.DIRECTIVE]: (node) => (VOCABULARY_DIRECTIVES.has(node.name.value) ? null : undefined) });

/** Everything but the gathered fields of the entities set apart. */
function rowsSubgraph(document: DocumentNode, apart: ApartSubgraph): DocumentNode {
  return mapObjects(document, (node) => {
    if (!apart.entities.has(node.name.value)) return apart.types.has(node.name.value) ? shareable(node) : node;
    return unresolvable(keepFields(node, (field) => !apart.gathered.has(fieldPlace(node.name.value, field.name.value))));
  });
}

/** The entities set apart with what their fields reach; rows there are fetched whole and never by their own key. */
function gatheredSubgraph(document: DocumentNode, apart: ApartSubgraph): DocumentNode {
  const reached = document.definitions.filter((node) => isSchema(node) || ('name' in node && apart.types.has(node.name?.value ?? '')));
  return mapObjects({ ...document, definitions: reached }, (node) => {
    if (apart.entities.has(node.name.value)) return node;
    return unresolvable(shareable(keepFields(node, (field) => !apart.cut.has(fieldPlace(node.name.value, field.name.value)))));
  });
}

const isSchema = (node: DefinitionNode): boolean => node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION;

function mapObjects(document: DocumentNode, map: (node: ObjectNode) => ObjectNode): DocumentNode {
  const definitions = document.definitions.map((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION ? map(node) : importShareable(node),
  );
  return { ...document, definitions };
}

const keepFields = (node: ObjectNode, keep: (field: FieldDefinitionNode) => boolean): ObjectNode => ({
  ...node,
  fields: node.fields?.filter(keep) ?? [],
});

const named = (directive: ConstDirectiveNode, name: string): boolean =>
  directive.name.value === name || directive.name.value === `federation__${name}`;

function shareable(node: ObjectNode): ObjectNode {
  const directives = node.directives ?? [];
  if (directives.some((directive) => named(directive, 'shareable'))) return node;
  return { ...node, directives: [...directives, { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'shareable' } }] };
}

function unresolvable(node: ObjectNode): ObjectNode {
  return { ...node, directives: (node.directives ?? []).map((directive) => (named(directive, 'key') ? unresolvableKey(directive) : directive)) };
}

function unresolvableKey(key: ConstDirectiveNode): ConstDirectiveNode {
  const others = (key.arguments ?? []).filter((argument) => argument.name.value !== 'resolvable');
  return {
    ...key,
    arguments: [...others, { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'resolvable' }, value: { kind: Kind.BOOLEAN, value: false } }],
  };
}
