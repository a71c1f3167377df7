import type { GraphQLFormattedError } from 'graphql';
import { CallerError } from '../../shared/errors/errors.ts';
import { type ErrorCode, errorRegistry } from '../../shared/errors/registry.ts';
import type { Transport } from '../transport/shard-result.ts';
import type { FieldAccount, Policy } from './completeness.ts';
import type { ExplainRecorder } from './explain.ts';
import type { JsonObject } from './gather/sourced.ts';
import type { FederationTime } from './period.ts';
import type { Topology } from './topology.ts';

/** Keys and indexes from the root of the answer. */
export type Path = readonly (string | number)[];

/** The state of one operation while it runs. */
export interface Run {
  readonly topology: Topology;
  readonly transport: Transport;
  readonly time: FederationTime;
  readonly referenceVersion: string;
  /** Coerced variables and literals lifted out of the document. */
  readonly variables: JsonObject;
  /** The one instant of the operation. */
  readonly at: string;
  readonly requestId: string;
  /** Aborts when the client goes or the deadline passes. */
  readonly signal: AbortSignal;
  readonly budget: Budget;
  /** Answers of subgraphs, merged; read by the serializer. */
  readonly data: JsonObject;
  readonly errors: GraphQLFormattedError[];
  /** Per root response key of a sharded contract. */
  readonly accounts: Map<string, FieldAccount>;
  /** Policies the document asks for, per root response key. */
  readonly policies: ReadonlyMap<string, Policy>;
  readonly explain: ExplainRecorder | undefined;
}

/**
 * Time for the stages of a plan that wait for each other. A stuck shard may use up its stage's part of the time left, not
 * the time of the stages behind it.
 */
export class Budget {
  constructor(
    private readonly deadlineAt: number,
    private readonly now: () => number,
  ) {}

  /** Milliseconds for the requests of a stage when so many stages are to come, itself included. */
  forStage(stagesToCome: number): number {
    return Math.max(1, (this.deadlineAt - this.now()) / Math.max(1, stagesToCome));
  }
}

/** Adds an error of a registered code at a place in the answer. */
export function addError(run: Run, code: ErrorCode, message: string, path: Path, details: JsonObject = {}): void {
  run.errors.push({ message, path, extensions: { code, ...details } });
}

/** Adds what was thrown for a field when it is the caller's error; anything else is a fault of ours and goes on. */
export function addCallerError(run: Run, error: unknown, path: Path): void {
  if (!(error instanceof CallerError)) throw error;
  run.errors.push({ message: error.message, path, extensions: { ...error.extensions } });
}

/**
 * What a client may read of an error that another server gave: one of the registry meant for callers as it is, of any other only
 * that there was one. Its text may hold what only the unit's operator should see.
 */
export function clientError({ message, extensions }: GraphQLFormattedError, path: Path): GraphQLFormattedError {
  const code = extensions?.code;
  const isCallers = typeof code === 'string' && Object.hasOwn(errorRegistry, code) && errorRegistry[code as ErrorCode].audience === 'caller';
  if (extensions === undefined || !isCallers || code === 'INTERNAL_SERVER_ERROR')
    return { message: 'the unit reported a fault of its own', path, extensions: { code: 'SUBGRAPH_ERROR' } };
  return { message, path, extensions: { code, ...('to' in extensions ? { to: extensions.to } : {}) } };
}

/** Adds an error that shards gave for a whole field, with its place in the answer. */
export function addShardError(run: Run, error: GraphQLFormattedError, path: Path): void {
  run.errors.push(clientError(error, path));
}
