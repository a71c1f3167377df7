import { createHash } from 'node:crypto';
import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { composeServices, type ServiceDefinition } from '@theguild/federation-composition';
import type { GraphQLSchema } from 'graphql';
import { OperatorError } from '../../shared/errors/errors.ts';
import { buildApiSchema } from './api-schema.ts';
import type { Contract } from './contract-rules.ts';
import type { ContractSource } from './contract-source.ts';
import { checkContract } from './read-contract.ts';
import { subgraphsOf } from './subgraphs.ts';

/** The contracts of a federation as one graph, ready to plan and execute. Never changed: a reload makes another. */
export interface Supergraph {
  /** The composed supergraph. */
  readonly sdl: string;
  /** What clients see: no `@inaccessible`, no shard vocabulary; with the operation directives. */
  readonly apiSchema: GraphQLSchema;
  /** By the name the planner gives a fetch's service. A contract may stand under more than one. */
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly planner: QueryPlanner;
  /** Differs whenever the supergraph differs; a part of the key of cached plans. */
  readonly version: string;
}

/**
 * Composes the contracts of a federation to one graph.
 * @throws OperatorError CONTRACT_* with every fault of the first faulty contract, CONTRACT_COMPOSITION with every
 * message when contracts that are right by themselves do not fit together
 */
export function composeFederation(sources: readonly ContractSource[]): Supergraph {
  const services = new Map<string, { readonly definition: ServiceDefinition; readonly contract: Contract }>();
  for (const checked of sources.map(checkContract)) {
    for (const definition of subgraphsOf(checked)) services.set(definition.name, { definition, contract: checked.contract });
  }
  const composed = composeServices([...services.values()].map(({ definition }) => definition));
  if (composed.errors) {
    throw new OperatorError(
      'CONTRACT_COMPOSITION',
      `${sources.map(({ name }) => name).join(', ')} do not compose`,
      composed.errors.map(({ message }) => message),
    );
  }
  return {
    sdl: composed.supergraphSdl,
    apiSchema: buildApiSchema(composed.publicSdl),
    contracts: new Map([...services].map(([name, { contract }]) => [name, contract])),
    planner: buildPlanner(composed.supergraphSdl),
    version: versionOf(composed.supergraphSdl, sources),
  };
}

function buildPlanner(supergraphSdl: string): QueryPlanner {
  try {
    return new QueryPlanner(supergraphSdl);
  } catch (cause) {
    throw new OperatorError('CONTRACT_COMPOSITION', 'the planner refuses the composed graph', [String(cause)], { cause });
  }
}

/** The contracts count as well: a rule may change where the composed graph does not. */
function versionOf(supergraphSdl: string, sources: readonly ContractSource[]): string {
  const contracts = sources.map(({ name, sharded, url, sdl }) => [name, sharded, url ?? null, sdl]);
  return createHash('sha256')
    .update(JSON.stringify([supergraphSdl, contracts]))
    .digest('hex');
}
