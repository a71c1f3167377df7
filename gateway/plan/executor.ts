import {
  type DocumentNode,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import { instantFromMillis } from '../../shared/domain/instant.ts';
import { CallerError } from '../../shared/errors/errors.ts';
import type { RequestState } from '../http/request-state.ts';
import { type CompletenessReport, type FieldAccount, unite } from '../shards/completeness.ts';
import { ExplainRecorder } from '../shards/explain.ts';
import type { JsonObject } from '../shards/gather/sourced.ts';
import { mayBeGiven } from '../shards/parts/part.ts';
import type { FederationTime } from '../shards/period.ts';
import { Budget, type Run } from '../shards/run.ts';
import type { Topology } from '../shards/topology.ts';
import type { Supergraph } from '../supergraph/compose.ts';
import type { Transport } from '../transport/shard-result.ts';
import { shownPath } from './aliases.ts';
import { introspect } from './introspection.ts';
import { type CompiledPlan, PlanCache } from './planner.ts';
import { readPolicies } from './policies.ts';
import { OperationPreparer, type PreparedOperation } from './prepare.ts';
import { compileSerializer, type Serializer } from './serialize.ts';
import { typeRelations } from './type-relations.ts';

/** What an executor works with; fixed for one version of the federation. */
export interface ExecutorParts {
  readonly supergraph: Supergraph;
  readonly topology: Topology;
  readonly transport: Transport;
  readonly federation: FederationTime & { readonly referenceVersion: string };
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** An operation that the server has parsed and validated. */
export interface ExecutorRequest {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Raw variables. */
  readonly variables: JsonObject;
  /** The state of the HTTP request; the finished answer is put there. */
  readonly state: RequestState;
}

/** Runs operations. The answer is written to the request's state as bytes; errors before execution are given back. */
export type Executor = (request: ExecutorRequest) => Promise<{ readonly errors?: readonly GraphQLError[] }>;

/** Builds the executor of one version of a federation, with its own caches. */
export function createExecutor(parts: ExecutorParts): Executor {
  const { supergraph } = parts;
  const schema = supergraph.apiSchema;
  const preparer = new OperationPreparer(schema);
  const plans = new PlanCache(supergraph.planner, { contracts: supergraph.contracts, isOfType: typeRelations(supergraph.sdl) });
  const serializers = new WeakMap<PreparedOperation, Serializer>();
  const serializerOf = (prepared: PreparedOperation): Serializer => {
    const known = serializers.get(prepared) ?? compileSerializer(schema, prepared.rootType, prepared.selections);
    serializers.set(prepared, known);
    return known;
  };

  return async ({ document, operation, variables, state }) => {
    const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    if (coerced.errors !== undefined) return { errors: coerced.errors.map(asUserInput) };
    try {
      const prepared = preparer.prepare(document, operation, coerced.coerced);
      const plan = prepared.text === undefined ? undefined : await plans.plan(prepared.text);
      const run = startRun(parts, prepared, coerced.coerced, state);
      const planned = parts.clock();
      await plan?.step.execute(run, 0);
      await answerIntrospection(schema, prepared, run);
      const executed = parts.clock();
      finish(run, serializerOf(prepared), state, explainOf(run, plan, { started: state.startedAt, planned, executed }));
      return {};
    } catch (error) {
      if (error instanceof CallerError) return { errors: [error] };
      throw error;
    }
  };
}

/** Values that do not fit their variable's type; a scalar's own code stands when it gave one. */
function asUserInput(error: GraphQLError): GraphQLError {
  const { code } = error.extensions;
  return new GraphQLError(error.message, { nodes: error.nodes ?? null, extensions: { code: typeof code === 'string' ? code : 'BAD_USER_INPUT' } });
}

function startRun(parts: ExecutorParts, prepared: PreparedOperation, variables: JsonObject, state: RequestState): Run {
  const definition = parts.supergraph.apiSchema.getDirective('completeness');
  return {
    topology: parts.topology,
    transport: parts.transport,
    time: parts.federation,
    referenceVersion: parts.federation.referenceVersion,
    variables: { ...variables, ...prepared.literals },
    at: instantFromMillis(parts.clock()),
    requestId: state.requestId,
    signal: state.signal,
    budget: new Budget(state.deadlineAt, parts.clock),
    data: {},
    errors: [],
    accounts: new Map(),
    policies: definition ? readPolicies(definition, prepared.completeness, variables) : new Map(),
    explain: state.explain ? new ExplainRecorder() : undefined,
  };
}

async function answerIntrospection(schema: GraphQLSchema, { introspection, literals }: PreparedOperation, run: Run): Promise<void> {
  if (introspection === undefined) return;
  const { data, errors } = await introspect(schema, introspection, { ...run.variables, ...literals });
  Object.assign(run.data, data);
  run.errors.push(...errors);
}

/** Codes by which a whole answer is said to be unavailable. */
const UNAVAILABLE = new Set<unknown>(['INCOMPLETE', 'NO_ANSWER']);

/** Applies policies over contracts, writes the answer and its status. */
function finish(run: Run, serializer: Serializer, state: RequestState, explain: JsonObject | undefined): void {
  for (const [key, account] of run.accounts) recheck(run, key, account);
  const errors: GraphQLFormattedError[] = [...run.errors];
  const data = serializer.write(run.data, errors);
  const shown = errors.map((error) => (error.path === undefined ? error : { ...error, path: shownPath(error.path) }));
  const extensions: JsonObject = {};
  if (run.accounts.size > 0) extensions.completeness = completenessOf(run);
  if (explain !== undefined) extensions.explain = explain;
  const tail = Object.keys(extensions).length > 0 ? `,"extensions":${JSON.stringify(extensions)}` : '';
  state.answer = Buffer.from(`{"data":${data}${shown.length > 0 ? `,"errors":${JSON.stringify(shown)}` : ''}${tail}}`);
  state.status = errors.some(({ extensions: own }) => UNAVAILABLE.has(own?.code)) ? 503 : 200;
}

/** ALL holds over every contract that has a part in the field, so it is judged again at the end. */
function recheck(run: Run, key: string, account: FieldAccount): void {
  if (account.policy.require === 'ALL' && run.data[key] !== null && run.data[key] !== undefined) mayBeGiven(run, key, account);
}

function completenessOf(run: Run): CompletenessReport & { readonly fields: Readonly<Record<string, CompletenessReport>> } {
  const fields = [...run.accounts].map(([key, account]) => [key, account.report()] as const);
  return {
    ...unite(
      fields.map(([, report]) => report),
      run.at,
    ),
    fields: Object.fromEntries(fields),
  };
}

function explainOf(run: Run, plan: CompiledPlan | undefined, times: { started: number; planned: number; executed: number }): JsonObject | undefined {
  if (run.explain === undefined) return undefined;
  const { started, planned, executed } = times;
  return {
    at: run.at,
    plan: plan?.node ?? null,
    parts: run.explain.parts,
    times: { planMilliseconds: planned - started, executeMilliseconds: executed - planned },
  };
}
