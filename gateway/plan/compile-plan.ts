import { type FieldNode, type GraphQLObjectType, getNamedType, isObjectType, Kind, type OperationDefinitionNode } from 'graphql';
import { connectionPart } from '../shards/parts/connection-part.ts';
import { byInstant, type EntityPart } from '../shards/parts/entities.ts';
import { entityPart } from '../shards/parts/entity-part.ts';
import { gatheredPart } from '../shards/parts/gathered-part.ts';
import type { Part } from '../shards/parts/part.ts';
import { routePart } from '../shards/parts/route-part.ts';
import type { Run } from '../shards/run.ts';
import { parseFetch, selectedFields } from '../shards/selection.ts';
import type { Contract } from '../supergraph/contract-rules.ts';
import { entityCollector } from './collect-entities.ts';
import { type EntityList, plainEntityFetch, plainRootFetch } from './plain-fetch.ts';
import type { BatchFetchNode, FetchNode, PathSegment, PlanNode, Rewrite } from './plan-nodes.ts';
import { applyRewrites } from './rewrites.ts';
import type { IsOfType } from './type-relations.ts';

/** An executable plan or a part of one; the same shape as a part of a fetch. */
export type Step = Part;

const NOTHING: Step = { stages: 0, execute: () => Promise.resolve() };

/** What plans are compiled against. */
export interface PlanContext {
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly isOfType: IsOfType;
}

/** Compiles a plan once; the result is run for every request with the same normalized document. */
export function compilePlan(node: PlanNode | undefined, context: PlanContext): Step {
  if (node === undefined) return NOTHING;
  switch (node.kind) {
    case 'Sequence':
      return sequence(node.nodes.map((child) => compilePlan(child, context)));
    case 'Parallel':
      return parallel(node.nodes.map((child) => compilePlan(child, context)));
    case 'Flatten':
      return compileFlatten(node.path, node.node, context);
    case 'Fetch':
      return compileRootFetch(contractOf(node, context), node, context);
    case 'BatchFetch':
      return compileBatch(contractOf(node, context), node, context);
    default:
      throw new Error(`the plan has a node of kind ${node.kind}`);
  }
}

function contractOf(node: FetchNode | BatchFetchNode, { contracts }: PlanContext): Contract {
  const contract = contracts.get(node.serviceName);
  if (contract === undefined) throw new Error(`the plan names a subgraph ${node.serviceName}`);
  return contract;
}

function sequence(steps: readonly Step[]): Step {
  const stages = steps.map((step) => step.stages);
  return {
    stages: stages.reduce((a, b) => a + b, 0),
    async execute(run, after) {
      for (const [index, step] of steps.entries()) await step.execute(run, after + stages.slice(index + 1).reduce((a, b) => a + b, 0));
    },
  };
}

function parallel(steps: readonly Step[]): Step {
  const [only] = steps;
  if (only !== undefined && steps.length === 1) return only;
  return {
    stages: Math.max(0, ...steps.map((step) => step.stages)),
    async execute(run, after) {
      await Promise.all(steps.map((step) => step.execute(run, after)));
    },
  };
}

function compileRootFetch(contract: Contract, node: FetchNode, context: PlanContext): Step {
  const fetch = parseFetch(node.operation);
  if (!contract.sharded) return { stages: 1, execute: plainRootFetch(contract, fetch, rewriter(node.outputRewrites, context)) };
  refuseRewrites(contract, node.outputRewrites);
  const query = contract.schema.getQueryType();
  if (fetch.operation !== 'query' || !isObjectType(query)) throw new Error(`${contract.name}: only queries are sharded`);
  return parallel(selectedFields(contract.schema, query, fetch.selectionSet.selections).map((field) => rootPart(contract, fetch, query, field)));
}

function rootPart(
  contract: Contract,
  fetch: OperationDefinitionNode,
  query: GraphQLObjectType,
  field: ReturnType<typeof selectedFields>[number],
): Part {
  const definition = query.getFields()[field.name];
  if (definition === undefined) throw new Error(`${contract.name}: no root field ${field.name}`);
  const rule = contract.rules.fieldRule(query.name, field.name);
  const root = { contract, fetch, field, definition };
  if (rule?.rule === 'ROUTE') return routePart(root, rule.arg);
  if (rule?.rule === 'CONNECTION') return connectionPart(root, getNamedType(definition.type) as GraphQLObjectType);
  return gatheredPart(root, query, rule?.rule ?? 'none');
}

/** Changes an answer as the plan says before it is merged. */
function rewriter(rewrites: readonly Rewrite[] = [], { isOfType }: PlanContext): (data: unknown) => void {
  return rewrites.length === 0 ? () => undefined : (data) => applyRewrites(data, rewrites, isOfType);
}

/** Plans of sharded contracts have no rewrites: their types are not spread over interfaces that others implement. */
function refuseRewrites(contract: Contract, rewrites: readonly Rewrite[] = []): void {
  if (rewrites.length > 0) throw new Error(`the plan rewrites rows of the sharded contract ${contract.name}`);
}

function compileFlatten(path: readonly PathSegment[], node: PlanNode, context: PlanContext): Step {
  if (node.kind !== 'Fetch') throw new Error(`the plan flattens a node of kind ${node.kind}`);
  const { requires = [], inputRewrites = [], outputRewrites = [] } = node;
  const collect = entityCollector({ paths: [path], requires, inputRewrites }, context.isOfType);
  const list = { alias: '_entities', variable: 'representations', collect, rewrite: rewriter(outputRewrites, context) };
  return compileEntities(contractOf(node, context), node.operation, [list], [...inputRewrites, ...outputRewrites]);
}

function compileBatch(contract: Contract, node: BatchFetchNode, context: PlanContext): Step {
  const lists = node.entityBatch.aliases.map(({ alias, representationsVariableName, paths, requires, inputRewrites = [], outputRewrites = [] }) => ({
    alias,
    variable: representationsVariableName,
    collect: entityCollector({ paths, requires, inputRewrites }, context.isOfType),
    rewrite: rewriter(outputRewrites, context),
  }));
  const rewrites = node.entityBatch.aliases.flatMap(({ inputRewrites = [], outputRewrites = [] }) => [...inputRewrites, ...outputRewrites]);
  return compileEntities(contract, node.operation, lists, rewrites);
}

function compileEntities(contract: Contract, operation: string, lists: readonly EntityList[], rewrites: readonly Rewrite[]): Step {
  const fetch = parseFetch(operation);
  if (!contract.sharded) return { stages: 1, execute: plainEntityFetch(contract, fetch, lists) };
  refuseRewrites(contract, rewrites);
  return parallel(lists.map((list) => shardedEntities(contract, fetch, list)));
}

function shardedEntities(contract: Contract, fetch: OperationDefinitionNode, list: EntityList): Step {
  const field = fetch.selectionSet.selections.find(
    (node): node is FieldNode => node.kind === Kind.FIELD && (node.alias?.value ?? node.name.value) === list.alias,
  );
  if (field === undefined) throw new Error(`the plan asks for no ${list.alias}`);
  const types = new Set(
    (field.selectionSet?.selections ?? []).flatMap((node) =>
      node.kind === Kind.INLINE_FRAGMENT && node.typeCondition ? [node.typeCondition.name.value] : [],
    ),
  );
  const parts: EntityPart[] = [...types].map((typeName) => entityPart(contract, fetch, field, typeName));
  return {
    stages: Math.max(1, ...parts.map(({ stages }) => stages)),
    async execute(run: Run, after: number) {
      const groups = byInstant(run, list.collect(run.data));
      await Promise.all(
        groups.flatMap((entities) =>
          parts.map((part) => {
            const own = entities.filter(({ typeName }) => typeName === part.typeName);
            return own.length > 0 ? part.execute(run, own, after) : undefined;
          }),
        ),
      );
    },
  };
}
