import type { GraphQLObjectType } from 'graphql';
import { MAX_PAGE_SIZE } from '../../../shared/paging/limits.ts';
import type { Position } from '../../../shared/paging/order.ts';
import type { FieldAccount } from '../completeness.ts';
import type { ExplainedPart } from '../explain.ts';
import type { JsonObject, Sourced } from '../gather/sourced.ts';
import { expectedShares, firstRoundSize, knownEnd, secondRoundSizes } from '../page.ts';
import { addCallerError, addError, addShardError, type Run } from '../run.ts';
import { callersError, type ShardAnswer, scatter } from '../scatter.ts';
import { fieldNode, variableArgument } from '../selection.ts';
import { ownVariable, type ShardDocument, shardDocument } from '../shard-document.ts';
import { chooseTargets } from '../targets.ts';
import type { Shard } from '../topology.ts';
import { type ConnectionQuestion, readQuestion, shardCursor } from './connection-question.ts';
import { type GivenRows, type Row, type RowReader, readRows, rowReader } from './connection-rows.ts';
import { type ConnectionSelection, compileConnection, HIDDEN } from './connection-selection.ts';
import { showPage } from './connection-show.ts';
import { addMergeError } from './merge-error.ts';
import { argumentsOf, book, mayBeGiven, namesOf, openAccount, type Part, type RootField } from './part.ts';

const FIRST = '__first';
const AFTER = '__after';

interface Compiled {
  readonly root: RootField;
  readonly selection: ConnectionSelection;
  readonly reader: RowReader;
  readonly first: ShardDocument;
  readonly later: ShardDocument;
}

/** One execution of a compiled part. */
interface Execution extends Compiled {
  readonly stagesAfter: number;
}

/** A shard of the page with what it gave; `rows` undefined once it is missing from the start. */
interface Member {
  readonly shard: Shard;
  rows: Row[];
  hasMore: boolean;
}

/** A root field under CONNECTION: a page of the union of all shards, in at most two rounds. */
export function connectionPart(root: RootField, type: GraphQLObjectType): Part {
  const { contract, fetch, field } = root;
  const selection = compileConnection(contract, type, field.selections);
  const own = [ownVariable(FIRST, 'Int!'), ownVariable(AFTER, 'String')];
  const kept = (field.node.arguments ?? []).filter(({ name }) => name.value !== 'first' && name.value !== 'after');
  const args = [...kept, variableArgument('first', FIRST), variableArgument('after', AFTER)];
  const document = (selections: ConnectionSelection['firstRound']): ShardDocument =>
    shardDocument(fetch, [fieldNode(field.responseKey, field.name, selections, args)], own);
  const compiled: Compiled = {
    root,
    selection,
    reader: rowReader(contract, type, field.responseKey, selection),
    first: document(selection.firstRound),
    later: document(selection.laterRounds),
  };
  return { stages: 2, execute: (run, after) => execute({ ...compiled, stagesAfter: after }, run) };
}

async function execute(compiled: Execution, run: Run): Promise<void> {
  const { root } = compiled;
  const key = root.field.responseKey;
  run.data[key] = null;
  try {
    const args = argumentsOf(root, run);
    const question = readQuestion(`${root.contract.name}.${root.field.name}`, args, MAX_PAGE_SIZE, run.at);
    const rules = root.contract.rules.argumentRules('Query', root.field.name);
    const targets = chooseTargets(run.topology, root.contract.name, rules, args, run.time, question.at);
    const account = openAccount(run, root, targets, question.at, 'BEST_EFFORT');
    const explain = run.explain?.part(key, root.contract.name, 'CONNECTION');
    const gathered = await gather(compiled, run, question, account, explain);
    if (gathered === undefined) return;
    if (mayBeGiven(run, key, account)) run.data[key] = show(compiled, run, question, account, gathered);
  } catch (error) {
    addCallerError(run, error, [key]);
  }
}

interface Gathered {
  readonly members: readonly Member[];
  readonly answers: readonly ShardAnswer[];
}

/** Both rounds. Undefined when the shards refused the caller's arguments, which is then reported. */
async function gather(
  compiled: Execution,
  run: Run,
  question: ConnectionQuestion,
  account: FieldAccount,
  explain: ExplainedPart | undefined,
): Promise<Gathered | undefined> {
  const { contract } = compiled.root;
  const { ask } = account.targets;
  for (const unit of question.after?.missing ?? []) account.miss(contract.name, unit as never, 'EARLIER_PAGE');
  const shares = expectedShares(ask.map(({ unit }) => run.topology.status(contract.name, unit)?.rows));
  const first = ask.map((shard, index) => ({ shard, size: firstRoundSize(question.size, shares[index] ?? 1), after: question.after }));
  const answers = await round(compiled, run, question, 1, first, explain);
  const refused = callersError(answers);
  if (refused !== undefined) {
    addShardError(run, refused, [compiled.root.field.responseKey]);
    return undefined;
  }
  const members: Member[] = [];
  const checked = answers.map((answer): ShardAnswer => {
    const given = answer.kind === 'data' ? readRows(compiled.reader, answer, question.direction, question.after) : undefined;
    if (answer.kind === 'data' && given === undefined) return { kind: 'missing', shard: answer.shard, reason: 'INVALID' };
    if (given !== undefined) members.push({ shard: answer.shard, rows: [...given.rows], hasMore: given.hasMore });
    return answer;
  });
  book(account, checked);
  await refill(compiled, run, question, account, members, explain);
  return { members, answers: checked };
}

/**
 * Round two: every shard that may owe rows of the page gives them, and is told where the page ends at the latest. One that fails
 * now keeps its rows and is missing.
 */
async function refill(
  compiled: Execution,
  run: Run,
  question: ConnectionQuestion,
  account: FieldAccount,
  members: readonly Member[],
  explain: ExplainedPart | undefined,
): Promise<void> {
  const sizes = secondRoundSizes(members, question.size, question.direction);
  const until = knownEnd(members, question.size, question.direction);
  const asks = members.flatMap((member, index) => {
    const size = sizes[index] ?? 0;
    return size > 0 ? [{ member, shard: member.shard, size, after: member.rows.at(-1) ?? question.after, until }] : [];
  });
  const answers = await round(compiled, run, question, 2, asks, explain);
  for (const [index, { member, after }] of asks.entries()) {
    const answer = answers[index];
    const given: GivenRows | undefined = answer?.kind === 'data' ? readRows(compiled.reader, answer, question.direction, after) : undefined;
    if (given === undefined) {
      account.miss(account.contract, member.shard.unit, answer?.kind === 'missing' ? answer.reason : 'INVALID');
      member.hasMore = true;
    } else {
      member.rows.push(...given.rows);
      member.hasMore = given.hasMore;
    }
  }
}

async function round(
  compiled: Execution,
  run: Run,
  question: ConnectionQuestion,
  number: 1 | 2,
  asks: readonly { readonly shard: Shard; readonly size: number; readonly after: Position | undefined; readonly until?: Position | undefined }[],
  explain: ExplainedPart | undefined,
): Promise<ShardAnswer[]> {
  const { reader, root } = compiled;
  const document = number === 1 ? compiled.first : compiled.later;
  const requests = asks.map(({ shard, size, after, until }) => ({
    shard,
    body: document.body(run.variables, { [FIRST]: size, [AFTER]: after === undefined ? null : shardCursor(question, after, until) }),
  }));
  return scatter(
    {
      run,
      at: question.at,
      number,
      milliseconds: run.budget.forStage(compiled.stagesAfter + (number === 1 ? 2 : 1)),
      sameReference: false,
      contract: root.contract.name,
      isRowError: (path) => path[0] === reader.key && typeof path[2] === 'number' && path.length > 3,
      rowsIn: (data) => ((data[reader.key] as JsonObject | null)?.[HIDDEN.edges] as unknown[] | undefined)?.length ?? 0,
      explain,
    },
    requests,
  );
}

/** The connection as the caller selected it. */
function show(compiled: Compiled, run: Run, question: ConnectionQuestion, account: FieldAccount, { members, answers }: Gathered): JsonObject {
  const { selection, root } = compiled;
  const missing = [...new Set(account.report().missing.flatMap(({ contract, unit }) => (contract === account.contract ? [unit] : [])))];
  const page = showPage(run, selection, question, members, missing, [root.field.responseKey]);
  return { ...page, ...totals(compiled, run, account, answers) };
}

const connectionOf = (data: JsonObject, key: string): JsonObject => (data[key] ?? {}) as JsonObject;

/** Fields such as totalCount: null with an error entry unless every asked unit answered. */
function totals({ selection, root }: Compiled, run: Run, account: FieldAccount, answers: readonly ShardAnswer[]): JsonObject {
  if (selection.gathered === undefined) return {};
  const key = root.field.responseKey;
  const silent = answers.flatMap((answer) => (answer.kind === 'data' ? [] : [answer.shard.unit]));
  const nothing = Object.fromEntries(selection.gatheredKeys.map((name) => [name, null]));
  const unknown = selection.gatheredKeys.filter((name) =>
    answers.some((answer) => answer.kind === 'data' && connectionOf(answer.data, key)[name] === null),
  );
  if (silent.length === 0 && unknown.length > 0) {
    for (const name of unknown) addError(run, 'TOTAL_UNKNOWN', 'a unit does not know it', [key, name]);
    return nothing;
  }
  if (silent.length > 0) {
    const missing = account.report().missing.filter(({ unit }) => silent.includes(unit));
    for (const name of selection.gatheredKeys) addError(run, 'TOTAL_UNKNOWN', `unknown without ${namesOf(missing)}`, [key, name], { missing });
    return nothing;
  }
  const values = answers.flatMap((answer): Sourced<JsonObject>[] =>
    answer.kind === 'data' ? [{ unit: answer.shard.unit, value: answer.data[key] as JsonObject }] : [],
  );
  try {
    return selection.gathered.assemble(values);
  } catch (error) {
    addMergeError(run, error, [key]);
    return nothing;
  }
}
