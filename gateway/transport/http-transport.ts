import { Agent, request } from 'undici';
import { AT_HEADER, REFERENCE_HEADER, REQUEST_ID_HEADER } from '../../shared/contract/headers.ts';
import { Breaker } from './breaker.ts';
import { Limiter } from './limiter.ts';
import { readAnswer } from './read-answer.ts';
import type { ShardRequest, ShardResult, Transport } from './shard-result.ts';

/** How endpoints are asked. */
export interface TransportOptions {
  /** Requests at one time to one endpoint. */
  readonly perShardConcurrency: number;
  /** Requests at one time to all endpoints. */
  readonly concurrency: number;
  /** Largest answer, bytes. */
  readonly maxBytes?: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const MAX_BYTES = 32 * 1024 * 1024;

interface Endpoint {
  readonly limiter: Limiter;
  readonly breaker: Breaker;
}

/** A transport over HTTP with keep-alive. Every endpoint has its own limit of requests at one time and its own breaker. */
export function httpTransport({ perShardConcurrency, concurrency, maxBytes = MAX_BYTES, now }: TransportOptions): Transport {
  const agent = new Agent({ connections: perShardConcurrency, pipelining: 1, keepAliveTimeout: 30_000, connect: { timeout: 5_000 } });
  const all = new Limiter(concurrency);
  const endpoints = new Map<string, Endpoint>();
  const endpointOf = (url: string): Endpoint => {
    const known = endpoints.get(url) ?? { limiter: new Limiter(perShardConcurrency), breaker: new Breaker(now) };
    endpoints.set(url, known);
    return known;
  };

  return {
    async send(ask) {
      const started = performance.now();
      const { limiter, breaker } = endpointOf(ask.url);
      if (!breaker.allows()) return { state: 'unavailable', detail: 'it did not answer several times; it is tried again soon', milliseconds: 0 };
      const result = await inTurn([limiter, all], ask.signal, () => exchange(agent, ask, maxBytes, started));
      const settled = result ?? { state: 'timeout' as const, detail: 'no turn before the deadline', milliseconds: performance.now() - started };
      breaker.settle(settled.state !== 'unavailable' && settled.state !== 'timeout');
      return settled;
    },
    close: () => agent.destroy(),
  };
}

/** Runs a task when all limiters give a turn; undefined when the signal aborts before. */
async function inTurn<T>(limiters: readonly Limiter[], signal: AbortSignal, task: () => Promise<T>): Promise<T | undefined> {
  const turns: (() => void)[] = [];
  try {
    for (const limiter of limiters) turns.push(await limiter.enter(signal));
  } catch {
    for (const leave of turns) leave();
    return undefined;
  }
  try {
    return await task();
  } finally {
    for (const leave of turns) leave();
  }
}

async function exchange(agent: Agent, ask: ShardRequest, maxBytes: number, started: number): Promise<ShardResult> {
  const failed = (state: 'timeout' | 'unavailable' | 'refused' | 'invalid', detail: string): ShardResult => ({
    state,
    detail,
    milliseconds: performance.now() - started,
  });
  try {
    const { statusCode, headers, body } = await request(ask.url, {
      method: 'POST',
      dispatcher: agent,
      headers: { 'content-type': 'application/json', accept: 'application/json', [AT_HEADER]: ask.at, [REQUEST_ID_HEADER]: ask.requestId },
      body: ask.body,
      signal: ask.signal,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) {
        body.destroy();
        return failed('invalid', `the answer is larger than ${maxBytes} bytes`);
      }
      chunks.push(chunk);
    }
    const read = readAnswer(statusCode, chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    if (read.state !== 'ok') return failed(read.state, read.detail);
    const reference = headers[REFERENCE_HEADER];
    return {
      state: 'ok',
      answer: read.answer,
      referenceVersion: typeof reference === 'string' ? reference : undefined,
      bytes,
      milliseconds: performance.now() - started,
    };
  } catch (error) {
    if (ask.signal.aborted) return failed('timeout', 'no answer before the deadline');
    return failed('unavailable', error instanceof Error ? error.message : String(error));
  }
}
