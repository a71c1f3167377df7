import { parseRowId, type UnitCode } from '../../../shared/domain/ids.ts';
import { CallerError } from '../../../shared/errors/errors.ts';
import { addCallerError, addError, type Run } from '../run.ts';
import { callersError, scatter } from '../scatter.ts';
import { withSelections } from '../selection.ts';
import { shardDocument } from '../shard-document.ts';
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

/** A root field under ROUTE: the one shard that the argument names answers, nobody else is asked. */
export function routePart(root: RootField, arg: string): Part {
  const { contract, fetch, field } = root;
  const key = field.responseKey;
  const document = shardDocument(fetch, [withSelections(field, field.selections)]);
  return {
    stages: 1,
    async execute(run, after) {
      const explain = run.explain?.part(key, contract.name, 'ROUTE');
      run.data[key] = null;
      try {
        const shard = shardOf(run, contract.name, unitOfId(run, argumentsOf(root, run)[arg]));
        const targets = { ask: [shard], expected: [shard.unit], notConnected: [], outsidePeriod: [], confirmedZero: [] };
        const account = openAccount(run, root, targets, run.at, 'BEST_EFFORT');
        const round = {
          run,
          at: run.at,
          number: 1,
          milliseconds: run.budget.forStage(after + 1),
          sameReference: false,
          contract: contract.name,
          isRowError: (path: readonly unknown[]) => path.length > 1,
          rowsIn: () => 1,
          explain,
        };
        const answers = await scatter(round, [{ shard, body: document.body(run.variables) }]);
        const [answer] = answers;
        const refused = callersError(answers);
        book(account, answers);
        if (refused !== undefined) {
          run.errors.push({ message: refused.message, path: [key], ...(refused.extensions ? { extensions: refused.extensions } : {}) });
        } else if (answer?.kind === 'data') {
          run.data[key] = answer.data[key] ?? null;
          run.errors.push(...answer.rowErrors);
        } else {
          const { missing } = account.report();
          addError(run, 'UNIT_MISSING', `${shard.unit} did not answer (${missing[0]?.reason})`, [key], { missing });
        }
      } catch (error) {
        addCallerError(run, error, [key]);
      }
    },
  };
}
