import { Pool } from 'undici';
import { AT_HEADER, REFERENCE_HEADER, REQUEST_ID_HEADER } from '../../shared/contract/headers.ts';
import { BREAKER_SETTINGS, type BreakerSettings, CircuitBreaker } from './breaker.ts';
import { type Exchange, exchange } from './http-exchange.ts';
import { Limiter, type Release } from './limiter.ts';
import { readAnswer } from './read-answer.ts';
import type { ShardRequest, ShardResult, Transport } from './shard-result.ts';

/** How many requests may run at one time. */
export interface ConcurrencyLimits {
  /** To one endpoint. */
  readonly perShardConcurrency: number;
  /** To all together. */
  readonly concurrency: number;
}

/** How endpoints are asked. */
export interface TransportOptions {
  /** Read at every request, so that a reload may change them. */
  readonly limits: () => ConcurrencyLimits;
  /** Milliseconds since any fixed point. */
  readonly clock: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Largest body of an answer, bytes; 32 MB unless said. A larger one is `invalid`. */
  readonly maxBytes?: number;
  readonly breaker?: Partial<BreakerSettings>;
  /**
   * Milliseconds an endpoint must have had before a timeout speaks against it; 250 unless said. A request that came late through
   * no fault of the endpoint does not open its breaker.
   */
  readonly fairMs?: number;
}

const MAX_BYTES = 32 * 1024 * 1024;
const FAIR_MS = 250;
const CONNECT_TIMEOUT_MS = 5_000;
const KEEP_ALIVE_MS = 30_000;
/** Connections to one origin beyond those that callers' requests can use at one time. */
const BACKGROUND_CONNECTIONS = 16;

/** A result before its time is written on it. */
type Timeless<R> = R extends ShardResult ? Omit<R, 'milliseconds'> : never;
type Outcome = Timeless<ShardResult>;

interface Endpoint {
  readonly pool: Pool;
  readonly path: string;
  readonly breaker: CircuitBreaker;
  readonly turns: Limiter;
}

/**
 * A transport over HTTP with kept connections, a pool per origin. Requests to one endpoint and to all together are bounded; the
 * others wait in the order they came, until their signal aborts. Each endpoint has a circuit breaker (see {@link CircuitBreaker}):
 * `unavailable` and a fair `timeout` count against it; `ok`, `refused` and `invalid` are answers and close it; a caller who hangs
 * up and a timeout in the background say nothing. A signal that aborts by a deadline says so by a reason named `TimeoutError`.
 */
export function httpTransport(options: TransportOptions): Transport {
  const pools = new Map<string, Pool>();
  const endpoints = new Map<string, Endpoint>();
  const allTurns = new Limiter(() => options.limits().concurrency);
  const endpointOf = (url: string): Endpoint | undefined => {
    const known = endpoints.get(url) ?? openEndpoint(url, pools, options);
    if (known !== undefined) endpoints.set(url, known);
    return known;
  };
  return {
    send: async (request) => {
      const started = options.clock();
      const endpoint = endpointOf(request.url);
      const outcome =
        endpoint === undefined ? failed('unavailable', `${request.url} is no HTTP address`) : await ask(endpoint, allTurns, request, options);
      return { ...outcome, milliseconds: options.clock() - started };
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}

const failed = (state: Exclude<Outcome, { state: 'ok' }>['state'], detail: string): Outcome => ({ state, detail });

function openEndpoint(url: string, pools: Map<string, Pool>, { limits, clock, random, breaker }: TransportOptions): Endpoint | undefined {
  if (!URL.canParse(url)) return undefined;
  const { origin, protocol, pathname, search } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  const pool = pools.get(origin) ?? openPool(origin, limits().concurrency);
  pools.set(origin, pool);
  return {
    pool,
    path: `${pathname}${search}`,
    breaker: new CircuitBreaker({ ...BREAKER_SETTINGS, ...breaker }, clock, random),
    turns: new Limiter(() => limits().perShardConcurrency),
  };
}

const openPool = (origin: string, concurrency: number): Pool =>
  new Pool(origin, {
    connections: concurrency + BACKGROUND_CONNECTIONS,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    keepAliveTimeout: KEEP_ALIVE_MS,
    allowH2: false,
  });

async function ask(endpoint: Endpoint, allTurns: Limiter, request: ShardRequest, options: TransportOptions): Promise<Outcome> {
  if (request.background) return send(endpoint, request, options);
  // Before waiting, so that requests to a dead endpoint do not queue for it.
  if (!endpoint.breaker.allows()) return failed('unavailable', 'it did not answer several times; it is tried again soon');
  const leave = await turn([endpoint.turns, allTurns], request.signal);
  if (leave === undefined) {
    endpoint.breaker.abandoned();
    return failed('timeout', 'no turn before the deadline');
  }
  try {
    return await send(endpoint, request, options);
  } finally {
    leave();
  }
}

/** A turn of every limiter, one after the other; undefined when the signal aborts before. */
async function turn(limiters: readonly Limiter[], signal: AbortSignal): Promise<Release | undefined> {
  const taken: Release[] = [];
  const leave = (): void => {
    for (const release of taken) release();
  };
  for (const limiter of limiters) {
    const release = await limiter.turn(signal);
    if (release === undefined) {
      leave();
      return undefined;
    }
    taken.push(release);
  }
  return leave;
}

async function send(endpoint: Endpoint, { body, at, requestId, signal, background }: ShardRequest, options: TransportOptions): Promise<Outcome> {
  const { clock, maxBytes = MAX_BYTES, fairMs = FAIR_MS } = options;
  const started = clock();
  const headers = { 'content-type': 'application/json', accept: 'application/json', [AT_HEADER]: at, [REQUEST_ID_HEADER]: requestId };
  const outcome = judge(await exchange(endpoint.pool, { path: endpoint.path, headers, body, signal, maxBytes }), signal);
  if (outcome.state === 'unavailable') endpoint.breaker.failed();
  else if (outcome.state !== 'timeout') endpoint.breaker.succeeded();
  else if (!background) {
    if (isDeadline(signal) && clock() - started >= fairMs) endpoint.breaker.failed();
    else endpoint.breaker.abandoned();
  }
  return outcome;
}

const isDeadline = ({ reason }: AbortSignal): boolean => (reason as { readonly name?: unknown } | undefined)?.name === 'TimeoutError';

function judge(came: Exchange, signal: AbortSignal): Outcome {
  if (came.kind === 'aborted') return failed('timeout', isDeadline(signal) ? 'no answer before the deadline' : 'given up');
  if (came.kind === 'no-connection') return failed('unavailable', came.detail);
  if (came.kind === 'cut') return failed('invalid', came.detail);
  const read = readAnswer(came.status, came.body);
  if (read.state !== 'ok') return read;
  const reference = came.headers[REFERENCE_HEADER];
  return { ...read, referenceVersion: typeof reference === 'string' ? reference : undefined, bytes: came.body.length };
}
