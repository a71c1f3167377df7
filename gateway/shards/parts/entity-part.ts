import { type FieldNode, type GraphQLObjectType, isObjectType, Kind, type OperationDefinitionNode, type SelectionNode } from 'graphql';
import { parseRowId } from '../../../shared/domain/ids.ts';
import type { Contract } from '../../supergraph/contract-rules.ts';
import type { MissingReason } from '../completeness.ts';
import type { JsonObject, Sourced } from '../gather/sourced.ts';
import { compileGathered } from '../gathered.ts';
import { addError, type Run } from '../run.ts';
import { type Round, type ShardAnswer, scatter } from '../scatter.ts';
import { fieldNode, selectedFields, variableArgument } from '../selection.ts';
import { ownVariable, shardDocument } from '../shard-document.ts';
import type { Shard } from '../topology.ts';
import { type Entity, fill } from './entities.ts';
import { addMergeError } from './gathered-part.ts';

const ENTITIES = '__e';
const REPRESENTATIONS = '__r';

/** Asks shards for the fields of entities that stand in the answer already. */
export interface EntityPart {
  readonly typeName: string;
  execute(run: Run, entities: readonly Entity[], after: number): Promise<void>;
}

/** Who is asked about an entity, and what is made of the answers. */
interface Asked {
  readonly entity: Entity;
  readonly shards: readonly Shard[];
}

interface EntityAnswers {
  readonly entity: Entity;
  readonly given: readonly Sourced<JsonObject | null>[];
  readonly missing: readonly { readonly unit: string; readonly reason: MissingReason }[];
}

/** Compiles one entity type of an `_entities` field of a sharded contract. */
export function entityPart(contract: Contract, fetch: OperationDefinitionNode, field: FieldNode, typeName: string): EntityPart {
  const type = contract.schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`${contract.name}: no object type ${typeName}`);
  const shardKey = contract.rules.shardKey(typeName);
  return shardKey === undefined ? gatheredEntities(contract, fetch, field, type) : rowEntities(contract, fetch, field, type, shardKey);
}

/** Sends each shard the entities it is asked about and sorts the answers by entity, in order of unit. */
function asker(contract: Contract, fetch: OperationDefinitionNode, selections: readonly SelectionNode[], typeName: string, rule: string) {
  const below: SelectionNode = {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: typeName } },
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
  const field = fieldNode(ENTITIES, '_entities', [below], [variableArgument('representations', REPRESENTATIONS)]);
  const document = shardDocument(fetch, [field], [ownVariable(REPRESENTATIONS, '[_Any!]!')]);
  return async (run: Run, asked: readonly Asked[], after: number, number: number): Promise<EntityAnswers[]> => {
    const shards = new Map<string, { readonly shard: Shard; readonly indexes: number[] }>();
    for (const [index, { shards: those }] of asked.entries()) {
      for (const shard of those) {
        const known = shards.get(shard.unit);
        if (known) known.indexes.push(index);
        else shards.set(shard.unit, { shard, indexes: [index] });
      }
    }
    const asks = [...shards.values()].sort((a, b) => (a.shard.unit < b.shard.unit ? -1 : 1));
    const root = String(asked[0]?.entity.targets[0]?.path[0] ?? '');
    const round: Round = {
      run,
      at: run.accounts.get(root)?.at ?? run.at,
      number,
      milliseconds: run.budget.forStage(after + 1),
      sameReference: false,
      contract: contract.name,
      isRowError: () => false,
      rowsIn: (data) => (data[ENTITIES] as unknown[] | null)?.length ?? 0,
      explain: run.explain?.part(`${root}…${typeName}`, contract.name, rule),
    };
    const answers = await scatter(
      round,
      asks.map(({ shard, indexes }) => ({
        shard,
        body: document.body(run.variables, { [REPRESENTATIONS]: indexes.map((index) => asked[index]?.entity.representation) }),
      })),
    );
    return sortAnswers(asked, asks, answers);
  };
}

function sortAnswers(
  asked: readonly Asked[],
  asks: readonly { readonly indexes: readonly number[] }[],
  answers: readonly ShardAnswer[],
): EntityAnswers[] {
  const sorted = asked.map(({ entity }) => ({
    entity,
    given: [] as Sourced<JsonObject | null>[],
    missing: [] as { unit: string; reason: MissingReason }[],
  }));
  for (const [position, answer] of answers.entries()) {
    const indexes = asks[position]?.indexes ?? [];
    const list = answer.kind === 'data' ? answer.data[ENTITIES] : undefined;
    const whole = Array.isArray(list) && list.length === indexes.length;
    for (const [place, index] of indexes.entries()) {
      if (whole) sorted[index]?.given.push({ unit: answer.shard.unit, value: (list[place] ?? null) as JsonObject | null });
      else
        sorted[index]?.missing.push({
          unit: answer.shard.unit,
          reason: answer.kind === 'missing' ? answer.reason : answer.kind === 'data' ? 'INVALID' : 'ERROR',
        });
    }
  }
  return sorted;
}

/** Books missing units with the root fields the entity stands below, and says at every place what is not known. */
function reportMissing(run: Run, contract: Contract, { entity, missing }: EntityAnswers, keys: readonly string[]): void {
  const text = missing.map(({ unit, reason }) => `${unit} (${reason})`).join(', ');
  for (const { object, path } of entity.targets) {
    for (const { unit, reason } of missing) run.accounts.get(String(path[0]))?.miss(contract.name, unit as never, reason);
    for (const key of keys) {
      object[key] ??= null;
      addError(run, 'POSSIBLY_INCOMPLETE', missing.length > 0 ? `not known without ${text}` : 'no connected unit covers this', [...path, key], {
        missing,
      });
    }
  }
}

/** Entities whose fields are gathered over all shards that may hold a part of them. */
function gatheredEntities(contract: Contract, fetch: OperationDefinitionNode, field: FieldNode, type: GraphQLObjectType): EntityPart {
  const selections = field.selectionSet?.selections ?? [];
  const object = compileGathered(contract, type, selections);
  const keys = selectedFields(contract.schema, type, selections)
    .filter(({ name }) => name !== '__typename' && contract.rules.fieldRule(type.name, name)?.rule !== 'KEY')
    .map(({ responseKey }) => responseKey);
  const ask = asker(contract, fetch, object.selections, type.name, 'ENTITIES');
  const coveredKey = contract.rules.coveredKey(type.name);
  const shardsOf = (run: Run, { representation }: Entity): readonly Shard[] => {
    if (coveredKey === undefined) return run.topology.shards(contract.name);
    const unit = parseRowId(String(representation[coveredKey]))?.unit;
    return run.topology.covering(contract.name, unit ?? '');
  };
  return {
    typeName: type.name,
    async execute(run, entities, after) {
      const answers = await ask(
        run,
        entities.map((entity) => ({ entity, shards: shardsOf(run, entity) })),
        after,
        1,
      );
      for (const answer of answers) {
        const values = answer.given.filter((item): item is Sourced<JsonObject> => item.value !== null);
        if (answer.missing.length > 0 || values.length === 0) {
          reportMissing(run, contract, answer, keys);
          continue;
        }
        try {
          fill(answer.entity, object.assemble(values));
        } catch (error) {
          for (const { path } of answer.entity.targets) addMergeError(run, error, path);
        }
      }
    },
  };
}

/**
 * Entities that are rows of one shard. The shard key names it; with another key the unit that key names is asked first,
 * then all others about what it does not hold.
 */
function rowEntities(contract: Contract, fetch: OperationDefinitionNode, field: FieldNode, type: GraphQLObjectType, shardKey: string): EntityPart {
  const selections = field.selectionSet?.selections ?? [];
  const fields = selectedFields(contract.schema, type, selections);
  const keys = fields.filter(({ name }) => name !== '__typename').map(({ responseKey }) => responseKey);
  const ask = asker(contract, fetch, selections, type.name, 'ROUTE');
  return {
    typeName: type.name,
    async execute(run, entities, after) {
      const shards = run.topology.shards(contract.name);
      const home = ({ representation }: Entity): Shard | undefined => {
        const id =
          representation[shardKey] ?? Object.values(representation).find((value) => typeof value === 'string' && parseRowId(value) !== undefined);
        const unit = parseRowId(String(id))?.unit;
        return shards.find((shard) => shard.unit === unit);
      };
      const asked = entities.map((entity) => ({ entity, shards: [home(entity)].filter((shard) => shard !== undefined) }));
      const first = await ask(run, asked, after + 1, 1);
      const elsewhere = first.filter(
        ({ entity, given }) => entity.representation[shardKey] === undefined && given.every(({ value }) => value === null),
      );
      const others = elsewhere.map(({ entity, given, missing }) => {
        const known = new Set([...given, ...missing].map(({ unit }) => unit));
        return { entity, shards: shards.filter(({ unit }) => !known.has(unit)) };
      });
      const second = others.length > 0 ? await ask(run, others, after, 2) : [];
      for (const answer of first)
        settle(
          run,
          answer,
          second.find(({ entity }) => entity === answer.entity),
        );
    },
  };

  function settle(run: Run, first: EntityAnswers, second: EntityAnswers | undefined): void {
    const given = [...first.given, ...(second?.given ?? [])].flatMap(({ value }) => (value === null ? [] : [value]));
    const missing = [...first.missing, ...(second?.missing ?? [])];
    if (given[0] !== undefined) fill(first.entity, given[0]);
    else if (missing.length > 0) reportMissing(run, contract, { ...first, missing }, keys);
    else for (const { object } of first.entity.targets) for (const key of keys) object[key] ??= null;
  }
}
