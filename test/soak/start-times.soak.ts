import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discardPostgres } from '../../scripts/embedded-postgres.ts';
import { ask } from '../kit/ask.ts';
import { demonstrate } from '../kit/demonstration.ts';

const FIRST_START_S = 90;
const SECOND_START_S = 20;
const STOP_S = 8;

const data = mkdtempSync(join(tmpdir(), 'lien-thong-times-'));
chmodSync(data, 0o711);

/** Starts the whole demonstration and stops it: the seconds each took, and what the graph said in between. */
async function once(): Promise<{ readonly ready: number; readonly stopped: number; readonly totals: unknown }> {
  const started = performance.now();
  const running = demonstrate(['--data', data, '--port', '0']);
  const [, url = ''] = await running.said(/Graph: (\S+)/);
  const ready = (performance.now() - started) / 1000;
  const { data: totals } = await ask(url, '{ complaints(first: 1) { totalCount } mediations(first: 1) { totalCount } }', {}, {});
  const asked = performance.now();
  running.process.kill('SIGINT');
  await running.ended();
  return { ready, stopped: (performance.now() - asked) / 1000, totals };
}

describe('the whole demonstration of Viet Nam', () => {
  afterAll(async () => {
    await discardPostgres(join(data, 'vietnam', 'pg'));
    rmSync(data, { recursive: true, force: true });
  });

  test('is ready in time, holds what it must, and is there again soon', async () => {
    const first = await once();
    const second = await once();
    process.stdout.write(`first start ${first.ready.toFixed(1)} s, second ${second.ready.toFixed(1)} s, stop ${second.stopped.toFixed(1)} s\n`);
    expect(first.ready).toBeLessThan(FIRST_START_S);
    expect(second.ready).toBeLessThan(SECOND_START_S);
    expect(Math.max(first.stopped, second.stopped)).toBeLessThan(STOP_S);
    expect(second.totals).toEqual(first.totals);
    const { complaints, mediations } = first.totals as Record<string, { totalCount: number }>;
    expect(complaints?.totalCount).toBeGreaterThanOrEqual(100_000);
    expect(mediations?.totalCount).toBeGreaterThanOrEqual(20_000);
  }, 300_000);
});
