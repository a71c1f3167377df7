import type { GraphQLFormattedError } from 'graphql';
import { errorRegistry } from '../../shared/errors/registry.ts';
import type { ShardResult } from '../transport/shard-result.ts';
import type { MissingReason } from './completeness.ts';
import { type ExplainedPart, explainShard } from './explain.ts';
import type { JsonObject } from './gather/sourced.ts';
import type { Run } from './run.ts';
import type { Shard } from './topology.ts';

/** What a shard's answer is worth to a part of an operation. */
export type ShardAnswer =
  | { readonly kind: 'data'; readonly shard: Shard; readonly data: JsonObject; readonly rowErrors: readonly GraphQLFormattedError[] }
  | { readonly kind: 'missing'; readonly shard: Shard; readonly reason: MissingReason }
  | { readonly kind: 'caller'; readonly shard: Shard; readonly error: GraphQLFormattedError };

/** One round of requests of a part. */
export interface Round {
  readonly run: Run;
  readonly at: string;
  readonly number: number;
  /** Milliseconds until the requests are given up. */
  readonly milliseconds: number;
  /** Whether a shard with another version of the reference data is as good as missing. */
  readonly sameReference: boolean;
  /** Contract of the shards. */
  readonly contract: string;
  /** Whether an error stands inside a row, beside other rows that are whole. */
  isRowError(path: readonly (string | number)[]): boolean;
  /** Rows in an answer, for the account. */
  rowsIn(data: JsonObject): number;
  readonly explain: ExplainedPart | undefined;
}

/** Asks shards at the same time, each with its own body. Answers come in the order of the shards. Never rejects. */
export async function scatter(round: Round, asks: readonly { readonly shard: Shard; readonly body: string }[]): Promise<ShardAnswer[]> {
  if (asks.length === 0) return [];
  const { run } = round;
  const stage = new AbortController();
  const timer = setTimeout(() => stage.abort(new DOMException('the time of this stage is over', 'TimeoutError')), round.milliseconds);
  const signal = AbortSignal.any([run.signal, stage.signal]);
  try {
    return await Promise.all(
      asks.map(async ({ shard, body }) => {
        const result = await run.transport.send({ url: shard.url, body, at: round.at, requestId: run.requestId, signal });
        const answer = judge(round, shard, result);
        explainShard(round.explain, {
          unit: shard.unit,
          round: round.number,
          state: answer.kind === 'missing' ? answer.reason : answer.kind,
          rows: answer.kind === 'data' ? round.rowsIn(answer.data) : 0,
          milliseconds: result.milliseconds,
        });
        return answer;
      }),
    );
  } finally {
    clearTimeout(timer);
  }
}

const REASONS = { timeout: 'TIMEOUT', unavailable: 'UNAVAILABLE', refused: 'REFUSED', invalid: 'INVALID' } as const;

function judge(round: Round, shard: Shard, result: ShardResult): ShardAnswer {
  if (result.state !== 'ok') return { kind: 'missing', shard, reason: REASONS[result.state] };
  const { data, errors = [] } = result.answer;
  const rowErrors = errors.filter(({ path }) => path !== undefined && round.isRowError(path));
  const grave = errors.find((error) => !rowErrors.includes(error));
  if (grave !== undefined) return isCallerError(grave) ? { kind: 'caller', shard, error: grave } : { kind: 'missing', shard, reason: 'ERROR' };
  if (data === null || data === undefined) return { kind: 'missing', shard, reason: 'INVALID' };
  if (round.sameReference && !sameReference(round, shard, result.referenceVersion)) return { kind: 'missing', shard, reason: 'REFERENCE_VERSION' };
  return { kind: 'data', shard, data, rowErrors };
}

function sameReference({ run, contract }: Round, shard: Shard, said: string | undefined): boolean {
  const version = said ?? run.topology.status(contract, shard.unit)?.referenceVersion;
  return version === undefined || version === run.referenceVersion;
}

/** Codes a server gives by itself, by which a shard says that it does not understand us, not that the caller erred. */
const SERVER_CODES = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE']);

function isCallerError({ extensions }: GraphQLFormattedError): boolean {
  const code = extensions?.code;
  if (typeof code !== 'string' || SERVER_CODES.has(code) || !Object.hasOwn(errorRegistry, code)) return false;
  const { audience, retryable } = errorRegistry[code as keyof typeof errorRegistry];
  return audience === 'caller' && !retryable;
}

/** The caller's error, when every shard that answered at all said so; a single shard that says so is at fault itself. */
export function callersError(answers: readonly ShardAnswer[]): GraphQLFormattedError | undefined {
  const answered = answers.filter(({ kind }) => kind !== 'missing');
  const [first] = answered;
  return first?.kind === 'caller' && answered.every(({ kind }) => kind === 'caller') ? first.error : undefined;
}
