import type { UnitCode } from '../../shared/domain/ids.ts';
import type { ShardRequest, ShardResult, Transport } from '../transport/shard-result.ts';
import { StatusBoard } from './status-board.ts';
import { createStatusPoller, type PolledShard, type StatusPoller } from './status-poller.ts';

const shard = (unit: string, contract = 'notes', url = `http://${unit}/${contract}`): PolledShard => ({ unit: unit as UnitCode, contract, url });
const HOUR = 3_600_000;

const status = (unit: string, contract = 'notes', more: object = {}): ShardResult => ({
  state: 'ok',
  answer: {
    data: {
      shardStatus: {
        unit,
        contract,
        rows: 5,
        coveredFrom: '2025-01-01',
        coveredTo: null,
        referenceVersion: 'v1',
        confirmedZero: [{ from: '2025-01-01', to: '2025-01-31' }],
        ...more,
      },
    },
  },
  referenceVersion: 'v1',
  bytes: 1,
  milliseconds: 1,
});
const down: ShardResult = { state: 'unavailable', detail: 'no connection', milliseconds: 1 };

/** Pollers of the test that runs; stopped also when it fails, else they would ask for ever. */
const running: StatusPoller[] = [];
afterEach(() => Promise.all(running.splice(0).map((polling) => polling.stop())));

/** A poller over a transport in memory. */
function poller(answer: (request: ShardRequest) => ShardResult | Promise<ShardResult>) {
  const asked: ShardRequest[] = [];
  const logged: string[] = [];
  const board = new StatusBoard();
  const transport: Transport = {
    send: async (request) => {
      asked.push(request);
      return answer(request);
    },
    close: async () => undefined,
  };
  const polling = createStatusPoller({
    board,
    transport,
    clock: () => 1_800_000_000_000,
    random: () => 0.5,
    log: (_level, message) => void logged.push(message),
    silentAgainMs: 1,
  });
  running.push(polling);
  return { polling, board, asked, logged };
}
const A = 'A-1' as UnitCode;
const B = 'B-2' as UnitCode;

describe('the status poller', () => {
  it('asks every shard in the background and keeps what it said and when', async () => {
    const { polling, board, asked } = poller(({ url }) => (url.includes('A-1') ? status('A-1') : down));
    expect(polling.ready).toBe(false);
    await polling.follow({ shards: [shard('A-1'), shard('B-2')], everyMs: HOUR });
    await polling.stop();
    expect(polling.ready).toBe(true);
    expect(asked.map(({ url, background }) => [url, background])).toEqual([
      ['http://A-1/notes', true],
      ['http://B-2/notes', true],
    ]);
    expect(board.status('notes', A)).toEqual({
      rows: 5,
      coveredFrom: '2025-01-01',
      coveredTo: null,
      referenceVersion: 'v1',
      confirmedZero: [{ from: '2025-01-01', to: '2025-01-31' }],
      lastSeen: '2027-01-15T08:00:00.000000Z',
    });
    expect([board.isUp('notes', A), board.isUp('notes', B), board.status('notes', B)]).toEqual([true, false, undefined]);
  });

  it('asks again after its time', async () => {
    let rounds = 0;
    let third = (): void => undefined;
    const threeRounds = new Promise<void>((resolve) => {
      third = resolve;
    });
    const { polling, board } = poller(() => {
      rounds += 1;
      if (rounds === 3) third();
      return status('A-1', 'notes', { rows: rounds });
    });
    await polling.follow({ shards: [shard('A-1')], everyMs: 1 });
    await threeRounds;
    await polling.stop();
    expect(board.status('notes', A)?.rows).toBeGreaterThanOrEqual(2);
    const asked = rounds;
    await new Promise((resolve) => setImmediate(resolve));
    expect(rounds).toBe(asked);
  });

  it('remembers a shard that went silent, and says so once', async () => {
    let answer = status('A-1');
    const { polling, board, logged } = poller(() => answer);
    const plan = { shards: [shard('A-1')], everyMs: HOUR };
    await polling.follow(plan);
    answer = down;
    await polling.follow(plan);
    await polling.follow(plan);
    expect([board.isUp('notes', A), board.status('notes', A)?.rows]).toEqual([false, 5]);
    answer = status('A-1');
    await polling.follow(plan);
    await polling.stop();
    expect(board.isUp('notes', A)).toBe(true);
    expect(logged).toEqual(['shard A-1/notes does not answer: unavailable, no connection', 'shard A-1/notes answers again']);
  });

  it('asks a silent shard again before the next round, and only it', async () => {
    let answers = 0;
    let third = (): void => undefined;
    const thrice = new Promise<void>((resolve) => {
      third = resolve;
    });
    const { polling, board, asked } = poller(({ url }) => {
      if (url.includes('A-1')) return status('A-1');
      answers += 1;
      if (answers < 3) return down;
      third();
      return status('B-2');
    });
    await polling.follow({ shards: [shard('A-1'), shard('B-2')], everyMs: HOUR });
    await thrice;
    await new Promise((resolve) => setImmediate(resolve));
    await polling.stop();
    expect([board.isUp('notes', A), board.isUp('notes', B)]).toEqual([true, true]);
    expect(asked.filter(({ url }) => url.includes('A-1')).length).toBe(1);
  });

  it.each([
    ['another unit', status('B-2')],
    ['another contract', status('A-1', 'letters')],
  ])('takes no status from a shard that says it is %s', async (_what, answer) => {
    const { polling, board, logged } = poller(() => answer);
    await polling.follow({ shards: [shard('A-1')], everyMs: HOUR });
    await polling.stop();
    expect([board.status('notes', A), board.isUp('notes', A)]).toEqual([undefined, false]);
    expect(logged).toEqual([expect.stringContaining('is misconfigured')]);
  });

  it.each([
    ['a status of another shape', status('A-1', 'notes', { rows: 'many' })],
    ['less than nothing', status('A-1', 'notes', { rows: -1 })],
    ['an error', { ...status('A-1'), answer: { data: null, errors: [{ message: 'no table' }] } } as ShardResult],
  ])('takes no status from a shard that gives %s', async (_what, answer) => {
    const { polling, board } = poller(() => answer);
    await polling.follow({ shards: [shard('A-1')], everyMs: HOUR });
    await polling.stop();
    expect(board.status('notes', A)).toBeUndefined();
  });

  it('keeps what it knows on a new plan, but not of a shard that moved', async () => {
    const { polling, board } = poller(({ url }) => (url.endsWith('/new') ? down : status(url.includes('A-1') ? 'A-1' : 'B-2')));
    await polling.follow({ shards: [shard('A-1'), shard('B-2')], everyMs: HOUR });
    await polling.follow({ shards: [shard('A-1'), shard('B-2', 'notes', 'http://elsewhere/new')], everyMs: HOUR });
    await polling.stop();
    expect([board.status('notes', A)?.rows, board.status('notes', B)]).toEqual([5, undefined]);
  });

  it('asks a bounded number of shards at one time', async () => {
    let [here, most] = [0, 0];
    const { polling } = poller(async () => {
      most = Math.max(most, ++here);
      await new Promise((resolve) => setImmediate(resolve));
      here -= 1;
      return down;
    });
    await polling.follow({ shards: Array.from({ length: 100 }, (_, index) => shard(`U-${index}`)), everyMs: HOUR });
    await polling.stop();
    expect(most).toBe(16);
  });

  it('stops in the middle of a round, and is not ready then', async () => {
    const { polling, board, asked } = poller(
      ({ signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve({ state: 'timeout', detail: 'given up', milliseconds: 1 }));
        }),
    );
    const round = polling.follow({ shards: [shard('A-1')], everyMs: HOUR });
    await polling.stop();
    await round;
    expect([asked.length, polling.ready, board.isUp('notes', A)]).toEqual([1, false, false]);
    await polling.follow({ shards: [shard('A-1')], everyMs: HOUR });
    expect(asked.length).toBe(1);
  });
});
