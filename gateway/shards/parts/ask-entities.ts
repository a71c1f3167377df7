import { Kind, type OperationDefinitionNode, type SelectionNode, type VariableDefinitionNode } from 'graphql';
import type { Contract } from '../../supergraph/contract-rules.ts';
import type { MissingReason } from '../completeness.ts';
import type { JsonObject } from '../gather/sourced.ts';
import { addError, type Run } from '../run.ts';
import { type Round, type ShardAnswer, scatter } from '../scatter.ts';
import { fieldNode, variableArgument } from '../selection.ts';
import { ownVariable, shardDocument } from '../shard-document.ts';
import type { Shard } from '../topology.ts';
import type { Entity } from './entities.ts';

const ENTITIES = '__e';
const REPRESENTATIONS = '__r';

/** Who is asked about an entity. */
export interface EntityAsk {
  readonly entity: Entity;
  readonly shards: readonly Shard[];
}

/** What came of asking about an entity. */
export interface EntityAnswers {
  readonly entity: Entity;
  /** In order of unit; null from a shard that does not know the entity. */
  readonly given: readonly { readonly shard: Shard; readonly value: JsonObject | null }[];
  readonly missing: readonly { readonly unit: string; readonly reason: MissingReason }[];
}

/** What a request about entities selects. */
export interface EntitySelection {
  readonly contract: Contract;
  readonly fetch: OperationDefinitionNode;
  readonly typeName: string;
  readonly rule: string;
  readonly selections: readonly SelectionNode[];
  /** Whether shards with another version of the reference data are as good as missing: for measures that are added. */
  readonly sameReference?: boolean;
  /** Variables of ours beside the representations. */
  readonly own?: readonly VariableDefinitionNode[];
}

/** One round of asking. */
export interface EntityRound {
  readonly number: number;
  /** Instant asked about; that of the root field by default. */
  readonly at?: string;
  /** Stages of the plan that wait for this one. */
  readonly after: number;
  /** Values of our own variables, by shard. */
  readonly values?: ReadonlyMap<Shard, JsonObject>;
}

/** Root response key that an entity stands below. */
export const rootKeyOf = (entity: Entity | undefined): string => String(entity?.targets[0]?.path[0] ?? '');

/** The instant of the walk that an entity was found by. */
export const instantOf = (run: Run, entity: Entity | undefined): string => run.accounts.get(rootKeyOf(entity))?.at ?? run.at;

/** Sends each shard the entities it is asked about and sorts the answers by entity, in order of unit. */
export function entityAsker({ contract, fetch, typeName, rule, selections, sameReference = false, own = [] }: EntitySelection) {
  const below: SelectionNode = {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: typeName } },
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
  const field = fieldNode(ENTITIES, '_entities', [below], [variableArgument('representations', REPRESENTATIONS)]);
  const document = shardDocument(fetch, [field], [ownVariable(REPRESENTATIONS, '[_Any!]!'), ...own]);
  return async (run: Run, asked: readonly EntityAsk[], { number, at, after, values }: EntityRound): Promise<EntityAnswers[]> => {
    const asks = byShard(asked);
    const round: Round = {
      run,
      at: at ?? instantOf(run, asked[0]?.entity),
      number,
      milliseconds: run.budget.forStage(after + 1),
      sameReference,
      contract: contract.name,
      isRowError: () => false,
      rowsIn: (data) => (data[ENTITIES] as unknown[] | null)?.length ?? 0,
      explain: run.explain?.part(`${rootKeyOf(asked[0]?.entity)}…${typeName}`, contract.name, rule),
    };
    const representations = (indexes: readonly number[]): unknown[] => indexes.map((index) => asked[index]?.entity.representation);
    const requests = asks.map(({ shard, indexes }) => ({
      shard,
      body: document.body(run.variables, { ...values?.get(shard), [REPRESENTATIONS]: representations(indexes) }),
    }));
    return sortAnswers(asked, asks, await scatter(round, requests));
  };
}

interface ShardAsk {
  readonly shard: Shard;
  /** Which of the entities. */
  readonly indexes: number[];
}

function byShard(asked: readonly EntityAsk[]): ShardAsk[] {
  const shards = new Map<string, ShardAsk>();
  for (const [index, { shards: those }] of asked.entries()) {
    for (const shard of those) {
      const known = shards.get(shard.unit);
      if (known) known.indexes.push(index);
      else shards.set(shard.unit, { shard, indexes: [index] });
    }
  }
  return [...shards.values()].sort((a, b) => (a.shard.unit < b.shard.unit ? -1 : 1));
}

function sortAnswers(asked: readonly EntityAsk[], asks: readonly ShardAsk[], answers: readonly ShardAnswer[]): EntityAnswers[] {
  const sorted = asked.map(({ entity }) => ({
    entity,
    given: [] as { shard: Shard; value: JsonObject | null }[],
    missing: [] as { unit: string; reason: MissingReason }[],
  }));
  for (const [position, answer] of answers.entries()) {
    const { shard, indexes } = asks[position] ?? { shard: answer.shard, indexes: [] };
    const list = answer.kind === 'data' ? answer.data[ENTITIES] : undefined;
    const whole = Array.isArray(list) && list.length === indexes.length;
    for (const [place, index] of indexes.entries()) {
      if (whole) sorted[index]?.given.push({ shard, value: (list[place] ?? null) as JsonObject | null });
      else sorted[index]?.missing.push({ unit: shard.unit, reason: reasonOf(answer) });
    }
  }
  return sorted;
}

const reasonOf = (answer: ShardAnswer): MissingReason => (answer.kind === 'missing' ? answer.reason : answer.kind === 'data' ? 'INVALID' : 'ERROR');

/** Books missing units with the root fields the entity stands below, and says at every place what is not known. */
export function reportMissing(
  run: Run,
  contract: Contract,
  { entity, missing }: Pick<EntityAnswers, 'entity' | 'missing'>,
  keys: readonly string[],
): void {
  const text = missing.map(({ unit, reason }) => `${unit} (${reason})`).join(', ');
  for (const { object, path } of entity.targets) {
    const account = run.accounts.get(String(path[0]));
    for (const { unit, reason } of missing) {
      if (reason === 'NOT_CONNECTED') account?.notConnected(unit as never);
      else account?.miss(contract.name, unit as never, reason);
    }
    for (const key of keys) {
      object[key] ??= null;
      const message = missing.length > 0 ? `not known without ${text}` : 'no connected unit covers this';
      addError(run, 'POSSIBLY_INCOMPLETE', message, [...path, key], { missing });
    }
  }
}
