import type { GraphQLFormattedError } from 'graphql';
import { parseRowId, type UnitCode } from '../../../shared/domain/ids.ts';
import { CallerError } from '../../../shared/errors/errors.ts';
import { addCallerError, addError, addShardError, type Run } from '../run.ts';
import { type Round, type ShardAnswer, scatter } from '../scatter.ts';
import { fieldNode, variableArgument } from '../selection.ts';
import { ownVariable, shardDocument } from '../shard-document.ts';
import type { Shard } from '../topology.ts';
import { argumentsOf, book, openAccount, type Part, type RootField } from './part.ts';

/** The unit that an id names, or the caller's error MALFORMED_ID or UNKNOWN_UNIT. */
export function unitOfId(run: Run, id: unknown): UnitCode {
  const parsed = typeof id === 'string' ? parseRowId(id) : undefined;
  if (parsed === undefined) throw new CallerError('MALFORMED_ID', `${JSON.stringify(id)} is not UNIT/local-number`);
  if (!run.topology.knows(parsed.unit)) throw new CallerError('UNKNOWN_UNIT', `no unit ${parsed.unit} in the federation`, { unit: parsed.unit });
  return parsed.unit;
}

function shardOf(run: Run, contract: string, unit: UnitCode): Shard {
  const shard = run.topology.shards(contract).find((candidate) => candidate.unit === unit);
  if (shard === undefined) throw new CallerError('UNIT_NOT_CONNECTED', `${unit} is not connected for ${contract}`, { unit });
  return shard;
}

const KEY = '__key';
/** Pointers followed from where a record was to where it is now. */
const MOST_HOPS = 3;

/**
 * A root field under ROUTE: the one shard that the argument names answers, nobody else is asked. A shard that answers MOVED
 * names the id under which another holds the record now; that is followed, at most three times.
 */
export function routePart(root: RootField, arg: string): Part {
  const { contract, fetch, field, definition } = root;
  const key = field.responseKey;
  const type = definition.args.find(({ name }) => name === arg)?.type;
  const kept = (field.node.arguments ?? []).filter(({ name }) => name.value !== arg);
  const node = fieldNode(key, field.name, field.selections, [...kept, variableArgument(arg, KEY)]);
  const document = shardDocument(fetch, [node], [ownVariable(KEY, String(type))]);
  return {
    stages: 1,
    async execute(run, after) {
      const explain = run.explain?.part(key, contract.name, 'ROUTE');
      run.data[key] = null;
      const ask = (shard: Shard, id: string, hop: number): Promise<ShardAnswer[]> => {
        const round: Round = {
          run,
          at: run.at,
          number: hop,
          milliseconds: run.budget.forStage(after + 1),
          sameReference: false,
          contract: contract.name,
          isRowError: (path) => path.length > 1,
          rowsIn: () => 1,
          explain,
        };
        return scatter(round, [{ shard, body: document.body(run.variables, { [KEY]: id }) }]);
      };
      try {
        let id = String(argumentsOf(root, run)[arg]);
        for (let hop = 1; ; hop++) {
          const shard = shardOf(run, contract.name, unitOfId(run, id));
          const [answer] = await ask(shard, id, hop);
          const moved = answer?.kind === 'caller' ? movedTo(answer.error) : undefined;
          if (moved !== undefined && hop <= MOST_HOPS) {
            id = moved;
            continue;
          }
          settle(run, root, shard, answer);
          return;
        }
      } catch (error) {
        addCallerError(run, error, [key]);
      }
    },
  };
}

/** The id a MOVED error points to. */
function movedTo({ extensions }: GraphQLFormattedError): string | undefined {
  return extensions?.code === 'MOVED' && typeof extensions.to === 'string' ? extensions.to : undefined;
}

function settle(run: Run, root: RootField, shard: Shard, answer: ShardAnswer | undefined): void {
  const key = root.field.responseKey;
  const targets = { ask: [shard], expected: [shard.unit], notConnected: [], outsidePeriod: [], confirmedZero: [] };
  const account = openAccount(run, root, targets, run.at, 'BEST_EFFORT');
  if (answer !== undefined) book(account, [answer]);
  if (answer?.kind === 'data') {
    run.data[key] = answer.data[key] ?? null;
    for (const error of answer.rowErrors) addShardError(run, error, error.path ?? [key]);
  } else if (answer?.kind === 'caller') addShardError(run, answer.error, [key]);
  else {
    const { missing } = account.report();
    addError(run, 'UNIT_MISSING', `${shard.unit} did not answer (${missing[0]?.reason})`, [key], { missing });
  }
}
