import { type GraphQLFormattedError, Kind, type OperationDefinitionNode } from 'graphql';
import type { JsonObject } from '../shards/gather/sourced.ts';
import { type Entity, fill, mergeInto } from '../shards/parts/entities.ts';
import { addError, type Path, type Run } from '../shards/run.ts';
import { shardDocument } from '../shards/shard-document.ts';
import type { Contract } from '../supergraph/contract-rules.ts';
import type { GraphQLAnswer } from '../transport/shard-result.ts';

/**
 * Asks the one endpoint of an unsharded contract; undefined when it does not answer, and an error in the run at every place that
 * stays without a value.
 */
async function ask(run: Run, contract: Contract, body: string, after: number, places: () => readonly Path[]): Promise<GraphQLAnswer | undefined> {
  if (contract.url === undefined) throw new Error(`${contract.name} has no address`);
  const signal = AbortSignal.any([run.signal, AbortSignal.timeout(Math.ceil(run.budget.forStage(after + 1)))]);
  const result = await run.transport.send({ url: contract.url, body, at: run.at, requestId: run.requestId, signal });
  if (result.state === 'ok') return result.answer;
  for (const path of places()) {
    addError(run, 'SUBGRAPH_UNAVAILABLE', `${contract.name} did not answer (${result.state})`, path, { contract: contract.name });
  }
  return undefined;
}

const passedOn = ({ message, extensions }: GraphQLFormattedError, contract: Contract, path: Path): GraphQLFormattedError => ({
  message,
  path,
  extensions: { code: typeof extensions?.code === 'string' ? extensions.code : 'SUBGRAPH_ERROR', contract: contract.name },
});

/** A root fetch of an unsharded contract. */
export function plainRootFetch(
  contract: Contract,
  fetch: OperationDefinitionNode,
  rewrite: (data: unknown) => void,
): (run: Run, after: number) => Promise<void> {
  const document = shardDocument(fetch, fetch.selectionSet.selections);
  const keys = fetch.selectionSet.selections.flatMap((node) => (node.kind === 'Field' ? [node.alias?.value ?? node.name.value] : []));
  return async (run, after) => {
    const answer = await ask(run, contract, document.body(run.variables), after, () => keys.map((key) => [key]));
    for (const error of answer?.errors ?? []) run.errors.push(passedOn(error, contract, error.path ?? [keys[0] ?? '']));
    rewrite(answer?.data);
    mergeInto(run.data, answer?.data ?? Object.fromEntries(keys.map((key) => [key, null])));
  };
}

/** One list of entities of a fetch. */
export interface EntityList {
  /** Response key of `_entities` in the fetch. */
  readonly alias: string;
  readonly variable: string;
  collect(data: JsonObject): Entity[];
  /** Changes the list as the plan says, before it is merged. */
  rewrite(data: unknown): void;
}

/** A fetch of entities from an unsharded contract: all lists in one request. */
export function plainEntityFetch(
  contract: Contract,
  fetch: OperationDefinitionNode,
  lists: readonly EntityList[],
): (run: Run, after: number) => Promise<void> {
  const owned = new Set(lists.map(({ variable }) => variable));
  const own = (fetch.variableDefinitions ?? []).filter(({ variable }) => owned.has(variable.name.value));
  const passed = { ...fetch, variableDefinitions: (fetch.variableDefinitions ?? []).filter(({ variable }) => !owned.has(variable.name.value)) };
  const document = shardDocument(passed, fetch.selectionSet.selections, own);
  return async (run, after) => {
    const collected = lists.map((list) => ({ list, entities: list.collect(run.data) }));
    if (collected.every(({ entities }) => entities.length === 0)) return;
    const representations = Object.fromEntries(
      collected.map(({ list, entities }) => [list.variable, entities.map((entity) => entity.representation)]),
    );
    const places = (): Path[] => collected.flatMap(({ list, entities }) => placesOf(fetch, list, entities));
    const answer = await ask(run, contract, document.body(run.variables, representations), after, places);
    if (answer === undefined) return;
    for (const { list, entities } of collected) {
      list.rewrite(answer.data);
      const values = (answer.data?.[list.alias] ?? []) as (JsonObject | null)[];
      for (const [index, entity] of entities.entries()) fill(entity, values[index] ?? {});
    }
    for (const error of answer.errors ?? []) report(run, contract, error, collected);
  };
}

/** Every field of every entity that the list asks for. */
function placesOf(fetch: OperationDefinitionNode, { alias }: EntityList, entities: readonly Entity[]): Path[] {
  const field = fetch.selectionSet.selections.find((node) => node.kind === Kind.FIELD && (node.alias?.value ?? node.name.value) === alias);
  const fragments = field?.kind === Kind.FIELD ? (field.selectionSet?.selections ?? []) : [];
  const keys = fragments.flatMap((fragment) =>
    fragment.kind === Kind.INLINE_FRAGMENT
      ? fragment.selectionSet.selections.flatMap((node) =>
          node.kind === Kind.FIELD && node.name.value !== '__typename' ? [node.alias?.value ?? node.name.value] : [],
        )
      : [],
  );
  return entities.flatMap(({ targets }) => targets.flatMap(({ path }) => [...new Set(keys)].map((key) => [...path, key])));
}

function report(
  run: Run,
  contract: Contract,
  error: GraphQLFormattedError,
  collected: readonly { list: EntityList; entities: readonly Entity[] }[],
): void {
  const [alias, index, ...below] = error.path ?? [];
  const entity = collected.find(({ list }) => list.alias === alias)?.entities[Number(index)];
  const targets = entity?.targets ?? collected.flatMap(({ entities }) => entities[0]?.targets.slice(0, 1) ?? []).slice(0, 1);
  for (const { path } of targets) run.errors.push(passedOn(error, contract, [...path, ...(entity === undefined ? [] : below)]));
}
