import { createHash } from 'node:crypto';
import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { buildASTSchema, type DocumentNode, type EnumValueDefinitionNode, Kind, parse } from 'graphql';
import { OperatorError } from '../../shared/errors/errors.ts';
import type { Supergraph } from './compose.ts';
import type { Contract, ContractRules } from './contract-rules.ts';

/** The rules of a contract with one endpoint: none. */
const NO_RULES: ContractRules = {
  fieldRule: () => undefined,
  shardKey: () => undefined,
  coveredKey: () => undefined,
  argumentRules: () => ({ prune: [], period: [] }),
};

/**
 * Any Federation v2 supergraph as composed by others, its subgraphs at the addresses it names, none of them sharded.
 * @throws OperatorError SUPERGRAPH_INVALID for what is no supergraph
 */
export function readSupergraph(sdl: string): Supergraph {
  try {
    const document = parse(sdl, { noLocation: true });
    const planner = new QueryPlanner(sdl);
    const schema = buildASTSchema(clientSchema(parse(planner.consumerSchema, { noLocation: true })), { assumeValidSDL: true });
    const contracts = new Map(
      subgraphsOf(document).map(({ name, url }): [string, Contract] => [name, { name, url, sharded: false, schema, rules: NO_RULES }]),
    );
    return { sdl, apiSchema: schema, contracts, planner, version: createHash('sha256').update(sdl).digest('hex') };
  } catch (cause) {
    throw new OperatorError('SUPERGRAPH_INVALID', 'the file is no Federation supergraph', [cause instanceof Error ? cause.message : String(cause)], {
      cause,
    });
  }
}

interface Subgraph {
  readonly name: string;
  readonly url: string;
}

/** Names and addresses as `join__Graph` has them (specs.apollo.dev/join). */
function subgraphsOf(document: DocumentNode): Subgraph[] {
  const graphs = document.definitions.find((node) => node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph');
  if (graphs?.kind !== Kind.ENUM_TYPE_DEFINITION) throw new Error('there is no enum join__Graph');
  return (graphs.values ?? []).map(subgraphOf);
}

function subgraphOf(value: EnumValueDefinitionNode): Subgraph {
  const directive = value.directives?.find(({ name }) => name.value === 'join__graph');
  const argument = (name: string): string => {
    const given = directive?.arguments?.find((item) => item.name.value === name)?.value;
    if (given?.kind !== Kind.STRING) throw new Error(`join__Graph.${value.name.value} has no ${name}`);
    return given.value;
  };
  return { name: argument('name'), url: argument('url') };
}

/** The planner's schema for clients without what graphql-js brings itself: introspection, its scalars and directives. */
function clientSchema(document: DocumentNode): DocumentNode {
  const own = new Set(['Int', 'Float', 'String', 'Boolean', 'ID', 'skip', 'include', 'deprecated', 'specifiedBy', 'oneOf']);
  const definitions = document.definitions
    .filter((node) => !('name' in node && node.name !== undefined && (node.name.value.startsWith('__') || own.has(node.name.value))))
    .map((node) => {
      if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) return node;
      return { ...node, fields: (node.fields ?? []).filter(({ name }) => !name.value.startsWith('__')) };
    });
  return { kind: Kind.DOCUMENT, definitions };
}
