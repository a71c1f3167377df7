import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { instantFromMillis } from '../../shared/domain/instant.ts';
import type { Log } from '../log.ts';
import type { Transport } from '../transport/shard-result.ts';
import type { StatusBoard } from './status-board.ts';
import type { Shard } from './topology.ts';

/** A shard and the contract it serves. */
export interface PolledShard extends Shard {
  readonly contract: string;
}

/** Whom to ask, and how often. */
export interface PollPlan {
  readonly shards: readonly PolledShard[];
  /** Milliseconds from the end of a round to the begin of the next; up to a tenth is added or taken at random. */
  readonly everyMs: number;
}

/** What a poller works with. */
export interface StatusPollerOptions {
  readonly board: StatusBoard;
  readonly transport: Transport;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  readonly log: Log;
  /** Milliseconds after which shards that did not answer are asked again, between rounds; 2,000 unless said. */
  readonly silentAgainMs?: number;
}

/** Asks every shard for its status, at start and from time to time; those that do not answer more often. */
export interface StatusPoller {
  /** Begins a round, now, with this plan in place of any other. Resolves at the end of that round. */
  follow(plan: PollPlan): Promise<void>;
  /** Whether a round has ended since the start. */
  readonly ready: boolean;
  /** Ends the round that runs and begins no other. */
  stop(): Promise<void>;
}

const QUERY = JSON.stringify({
  query: '{shardStatus{unit contract rows coveredFrom coveredTo referenceVersion confirmedZero{from to}}}',
  variables: {},
});
/** Shards asked at one time. */
const AT_ONE_TIME = 16;
/** Milliseconds a shard has for its status. */
const PATIENCE_MS = 2_000;
const SILENT_AGAIN_MS = 2_000;

const shardStatus = z.object({
  unit: z.string(),
  contract: z.string(),
  rows: z.int().min(0),
  coveredFrom: z.string().nullable(),
  coveredTo: z.string().nullable(),
  referenceVersion: z.string(),
  confirmedZero: z.array(z.object({ from: z.string(), to: z.string() })),
});

/**
 * A poller that does nothing until it is given a plan. Its requests wait for no turn and pass open breakers, so that a shard that
 * comes back is noticed. A shard that names another unit or contract than its address is configured for has no status.
 */
export function createStatusPoller(options: StatusPollerOptions): StatusPoller {
  return new Poller(options);
}

class Poller implements StatusPoller {
  #plan: PollPlan = { shards: [], everyMs: 0 };
  #following: Promise<void> = Promise.resolve();
  #current = new AbortController();
  #ready = false;
  #stopped = false;
  /** What is wrong with a shard, said once until it changes. */
  readonly #said = new Map<string, string>();

  constructor(private readonly options: StatusPollerOptions) {}

  get ready(): boolean {
    return this.#ready;
  }

  follow(plan: PollPlan): Promise<void> {
    const moved = this.#plan.shards.filter((old) => !plan.shards.some((shard) => isSame(shard, old)));
    for (const { contract, unit } of moved) this.options.board.forget(contract, unit);
    this.#plan = plan;
    this.#current.abort();
    if (this.#stopped) return Promise.resolve();
    this.#current = new AbortController();
    const { signal } = this.#current;
    const first = this.#round(plan.shards, signal).then(() => {
      this.#ready ||= !signal.aborted;
    });
    this.#following = first.then(() => this.#goOn(plan, signal));
    return first;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#current.abort();
    await this.#following;
  }

  async #goOn({ shards, everyMs }: PollPlan, signal: AbortSignal): Promise<void> {
    const { board, random, silentAgainMs = SILENT_AGAIN_MS } = this.options;
    while (!signal.aborted) {
      let left = everyMs * (0.9 + 0.2 * random());
      while (left > silentAgainMs && !signal.aborted) {
        await sleep(silentAgainMs, signal);
        left -= silentAgainMs;
        const silent = shards.filter(({ contract, unit }) => !board.isUp(contract, unit));
        await this.#round(silent, signal);
      }
      await sleep(left, signal);
      await this.#round(shards, signal);
    }
  }

  async #round(shards: readonly PolledShard[], signal: AbortSignal): Promise<void> {
    const left = shards.values();
    const work = async (): Promise<void> => {
      for (const shard of left) {
        if (signal.aborted) return;
        await this.#ask(shard, signal);
      }
    };
    await Promise.all(Array.from({ length: AT_ONE_TIME }, work));
  }

  async #ask(shard: PolledShard, round: AbortSignal): Promise<void> {
    const { transport, clock, board } = this.options;
    const result = await transport.send({
      url: shard.url,
      body: QUERY,
      at: instantFromMillis(clock()),
      requestId: `status-${randomUUID()}`,
      signal: AbortSignal.any([round, AbortSignal.timeout(PATIENCE_MS)]),
      background: true,
    });
    if (round.aborted) return;
    const { contract, unit } = shard;
    if (result.state !== 'ok') {
      board.silent(contract, unit);
      return this.#say(shard, `does not answer: ${result.state}, ${result.detail}`);
    }
    const read = shardStatus.safeParse(result.answer.data?.shardStatus);
    if (!read.success) {
      board.silent(contract, unit);
      return this.#say(shard, `gives no status: ${result.answer.errors?.[0]?.message ?? z.prettifyError(read.error)}`);
    }
    const { unit: saidUnit, contract: saidContract, ...status } = read.data;
    if (saidUnit !== unit || saidContract !== contract) {
      board.forget(contract, unit);
      return this.#say(shard, `is misconfigured: at its address answers ${saidUnit}/${saidContract}`);
    }
    board.seen(contract, unit, { ...status, lastSeen: instantFromMillis(clock()) });
    this.#wellAgain(shard);
  }

  #say({ contract, unit, url }: PolledShard, fault: string): void {
    const name = `${unit}/${contract}`;
    if (this.#said.get(name) === fault) return;
    this.#said.set(name, fault);
    this.options.log('warn', `shard ${name} ${fault}`, { unit, contract, url });
  }

  #wellAgain({ contract, unit, url }: PolledShard): void {
    if (this.#said.delete(`${unit}/${contract}`)) this.options.log('info', `shard ${unit}/${contract} answers again`, { unit, contract, url });
  }
}

/** Ends early when the signal aborts. */
const sleep = (milliseconds: number, signal: AbortSignal): Promise<void> => pause(milliseconds, undefined, { signal }).catch(() => undefined);

const isSame = (a: PolledShard, b: PolledShard): boolean => a.contract === b.contract && a.unit === b.unit && a.url === b.url;
