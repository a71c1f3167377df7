import type { QueryPlanner } from '@graphql-hive/router-query-planner';
import type { GraphQLSchema } from 'graphql';
import type { Contract } from './contract-rules.ts';

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
