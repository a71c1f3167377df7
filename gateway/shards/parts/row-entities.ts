import type { FieldNode, GraphQLObjectType, OperationDefinitionNode } from 'graphql';
import { parseRowId } from '../../../shared/domain/ids.ts';
import type { Contract } from '../../supergraph/contract-rules.ts';
import type { Run } from '../run.ts';
import { selectedFields } from '../selection.ts';
import type { Shard } from '../topology.ts';
import { type EntityAnswers, entityAsker, reportMissing } from './ask-entities.ts';
import { type Entity, type EntityPart, fill } from './entities.ts';

/**
 * Entities that are rows of one shard. The shard key names it; with another key the unit that key names is asked first,
 * then all others about what it does not hold.
 */
export function rowEntities(
  contract: Contract,
  fetch: OperationDefinitionNode,
  field: FieldNode,
  type: GraphQLObjectType,
  shardKey: string,
): EntityPart {
  const selections = field.selectionSet?.selections ?? [];
  const keys = selectedFields(contract.schema, type, selections).flatMap(({ name, responseKey }) => (name === '__typename' ? [] : [responseKey]));
  const ask = entityAsker({ contract, fetch, typeName: type.name, rule: 'ROUTE', selections });
  return {
    typeName: type.name,
    stages: 2,
    async execute(run, entities, after) {
      const shards = run.topology.shards(contract.name);
      const asked = entities.map((entity) => ({ entity, shards: homeOf(entity, shardKey, shards) }));
      const first = await ask(run, asked, { number: 1, after: after + 1 });
      const elsewhere = first.filter(
        ({ entity, given }) => entity.representation[shardKey] === undefined && given.every(({ value }) => value === null),
      );
      const others = elsewhere.map(({ entity, given, missing }) => {
        const known = new Set([...given.map(({ shard }): string => shard.unit), ...missing.map(({ unit }) => unit)]);
        return { entity, shards: shards.filter(({ unit }) => !known.has(unit)) };
      });
      const second = others.length > 0 ? await ask(run, others, { number: 2, after }) : [];
      for (const answer of first) {
        const absent = absentHome(run, contract, answer.entity, shardKey, shards);
        const elsewhereGiven = second.find(({ entity }) => entity === answer.entity);
        settle(run, contract, keys, absent, answer, elsewhereGiven);
      }
    },
  };
}

/** The unit that an entity's key names. */
function homeUnit({ representation }: Entity, shardKey: string): string | undefined {
  const id = representation[shardKey] ?? Object.values(representation).find((value) => typeof value === 'string' && parseRowId(value) !== undefined);
  return parseRowId(String(id))?.unit;
}

/** The shard that the entity's key names, if it is connected. */
function homeOf(entity: Entity, shardKey: string, shards: readonly Shard[]): Shard[] {
  const unit = homeUnit(entity, shardKey);
  return shards.filter((shard) => shard.unit === unit);
}

/** The unit that the entity's key names when it is known and not connected: it may hold the record. */
function absentHome(run: Run, contract: Contract, entity: Entity, shardKey: string, shards: readonly Shard[]): EntityAnswers['missing'] {
  const unit = homeUnit(entity, shardKey);
  if (unit === undefined || shards.some((shard) => shard.unit === unit) || !run.topology.notConnected(contract.name).some((code) => code === unit))
    return [];
  return [{ unit, reason: 'NOT_CONNECTED' }];
}

function settle(
  run: Run,
  contract: Contract,
  keys: readonly string[],
  absent: EntityAnswers['missing'],
  first: EntityAnswers,
  second: EntityAnswers | undefined,
): void {
  const given = [...first.given, ...(second?.given ?? [])].flatMap(({ value }) => (value === null ? [] : [value]));
  const missing = [...absent, ...first.missing, ...(second?.missing ?? [])];
  if (given[0] !== undefined) fill(first.entity, given[0]);
  else if (missing.length > 0) reportMissing(run, contract, { entity: first.entity, missing }, keys);
  else for (const { object } of first.entity.targets) for (const key of keys) object[key] ??= null;
}
