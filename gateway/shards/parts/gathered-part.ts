import type { GraphQLObjectType } from 'graphql';
import { type JsonObject, ShardsDisagree, type Sourced } from '../gather/sourced.ts';
import { compileGathered, type GatheredObject } from '../gathered.ts';
import { addCallerError, addError, type Run } from '../run.ts';
import { callersError, type ShardAnswer, scatter } from '../scatter.ts';
import { withSelections } from '../selection.ts';
import { shardDocument } from '../shard-document.ts';
import { chooseTargets } from '../targets.ts';
import { argumentsOf, book, mayBeGiven, openAccount, type Part, type RootField } from './part.ts';

/** A root field under MERGE, GROUPS, CONCAT, SUM and the like: every shard answers once, the answers become one. */
export function gatheredPart(root: RootField, queryType: GraphQLObjectType, rule: string): Part {
  const { contract, fetch, field } = root;
  const key = field.responseKey;
  const object = compileGathered(contract, queryType, [withSelections(field, field.selections)]);
  const document = shardDocument(fetch, object.selections);
  const argumentRules = contract.rules.argumentRules(queryType.name, field.name);
  const isList = rule === 'CONCAT';
  return {
    stages: 1,
    async execute(run, after) {
      const explain = run.explain?.part(key, contract.name, rule);
      try {
        const targets = chooseTargets(run.topology, contract.name, argumentRules, argumentsOf(root, run), run.time, run.at);
        const account = openAccount(run, root, targets, run.at, isList ? 'BEST_EFFORT' : 'ALL');
        const body = document.body(run.variables);
        const round = {
          run,
          at: run.at,
          number: 1,
          milliseconds: run.budget.forStage(after + 1),
          sameReference: !isList,
          contract: contract.name,
          isRowError: () => false,
          rowsIn: () => 0,
          explain,
        };
        const answers = await scatter(
          round,
          targets.ask.map((shard) => ({ shard, body })),
        );
        const refused = callersError(answers);
        if (refused !== undefined) {
          run.data[key] = null;
          run.errors.push({ message: refused.message, path: [key], ...(refused.extensions ? { extensions: refused.extensions } : {}) });
          return;
        }
        book(account, answers);
        if (mayBeGiven(run, key, account)) run.data[key] = assemble(run, object, answers, key);
      } catch (error) {
        run.data[key] = null;
        addCallerError(run, error, [key]);
      }
    },
  };
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

/** An error for values that cannot become one: units that disagree are named, values no unit should give are a fault of theirs. */
export function addMergeError(run: Run, error: unknown, path: readonly (string | number)[]): void {
  if (error instanceof ShardsDisagree)
    addError(run, 'SHARDS_DISAGREE', `${error.units.join(', ')} gave different values`, path, { units: error.units });
  else if (error instanceof RangeError || error instanceof SyntaxError)
    addError(run, 'SUBGRAPH_ERROR', `values of the units cannot be merged: ${error.message}`, path);
  else throw error;
}
