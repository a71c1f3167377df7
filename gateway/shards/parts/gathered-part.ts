import { type GraphQLObjectType, getNamedType } from 'graphql';
import { isResolvable } from '../../supergraph/entity-keys.ts';
import type { JsonObject, Sourced } from '../gather/sourced.ts';
import { compileGathered, type GatheredObject } from '../gathered.ts';
import { addCallerError, addShardError, type Run } from '../run.ts';
import { callersError, type Round, type ShardAnswer, scatter } from '../scatter.ts';
import { withSelections } from '../selection.ts';
import { shardDocument } from '../shard-document.ts';
import { chooseTargets } from '../targets.ts';
import { addMergeError } from './merge-error.ts';
import { pagedEntity } from './paged-entity.ts';
import { argumentsOf, book, mayBeGiven, openAccount, type Part, type RootField } from './part.ts';

/**
 * A root field under MERGE, GROUPS, CONCAT, SUM and the like: every shard answers once, the answers become one. Connections
 * of an entity found this way are then paged by its key.
 */
export function gatheredPart(root: RootField, queryType: GraphQLObjectType, rule: string): Part {
  const { contract, fetch } = root;
  const paged = rule === 'MERGE' ? pagedEntity(root) : undefined;
  const field = paged?.field ?? root.field;
  const key = field.responseKey;
  const object = compileGathered(contract, queryType, [withSelections(field, field.selections)]);
  const document = shardDocument(fetch, object.selections);
  const argumentRules = contract.rules.argumentRules(queryType.name, field.name);
  const isList = rule === 'CONCAT';
  const mayBeNull = isScalarRule(rule) || isResolvable(contract.schema, getNamedType(root.definition.type));
  const later = paged?.part.stages ?? 0;
  return {
    stages: 1 + later,
    async execute(run, after) {
      const explain = run.explain?.part(key, contract.name, rule);
      run.data[key] = null;
      const at = paged?.walkInstant(run) ?? run.at;
      try {
        const targets = chooseTargets(run.topology, contract.name, argumentRules, argumentsOf(root, run), run.time, at);
        const account = openAccount(run, root, targets, at, isList ? 'BEST_EFFORT' : 'ALL');
        const body = document.body(run.variables);
        const round: Round = {
          run,
          at,
          number: 1,
          milliseconds: run.budget.forStage(after + later + 1),
          sameReference: !isList,
          contract: contract.name,
          isRowError: () => false,
          rowsIn: () => 0,
          explain,
        };
        const scattered = await scatter(
          round,
          targets.ask.map((shard) => ({ shard, body })),
        );
        const answers = scattered.map((answer) => withValue(answer, key, mayBeNull));
        const refused = callersError(answers);
        if (refused !== undefined) return addShardError(run, refused, [key]);
        book(account, answers);
        if (!mayBeGiven(run, key, account)) return;
        run.data[key] = assemble(run, object, answers, key);
        await paged?.complete(run, after);
      } catch (error) {
        addCallerError(run, error, [key]);
      }
    },
  };
}

const isScalarRule = (rule: string): boolean => rule === 'SUM' || rule === 'MIN' || rule === 'MAX' || rule === 'SAME';

/**
 * An answer without the field that was asked for is none: better a unit named as missing than a sum without it. Null is an answer
 * for a number, and for an entity that a unit does not know.
 */
function withValue(answer: ShardAnswer, key: string, mayBeNull: boolean): ShardAnswer {
  if (answer.kind !== 'data') return answer;
  const value = answer.data[key];
  const isValue = value === null ? mayBeNull : value !== undefined;
  return isValue ? answer : { kind: 'missing', shard: answer.shard, reason: 'INVALID' };
}

/** Merges the shards' answers; what cannot be merged is null with an error. */
function assemble(run: Run, object: GatheredObject, answers: readonly ShardAnswer[], key: string): unknown {
  const values = answers.flatMap((answer): Sourced<JsonObject>[] =>
    answer.kind === 'data' ? [{ unit: answer.shard.unit, value: answer.data }] : [],
  );
  try {
    return object.assemble(values)[key];
  } catch (error) {
    addMergeError(run, error, [key]);
    return null;
  }
}
