import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { walkComplaints, walkHolds } from '../../scripts/check/walk.ts';
import { discardPostgres } from '../../scripts/embedded-postgres.ts';
import { type Demonstration, demonstrate } from '../kit/demonstration.ts';

const WAIT_MS = 900_000;
const data = mkdtempSync(join(tmpdir(), 'lien-thong-walk-'));
chmodSync(data, 0o711);

describe('a walk over all complaints of the demonstration', () => {
  let running: Demonstration;
  let url: string;

  beforeAll(async () => {
    running = demonstrate(['--data', data, '--port', '0']);
    url = (await running.said(/Graph: (\S+)/))[1] ?? '';
  }, WAIT_MS);

  afterAll(async () => {
    running.process.kill('SIGINT');
    await running.ended();
    await discardPostgres(join(data, 'vietnam', 'pg'));
    rmSync(data, { recursive: true, force: true });
  });

  test(
    'gives every id once and in order, in two rounds at most, with at most 240 rows fetched for a page of 50 at p95',
    async () => {
      const report = await walkComplaints({ url, pageSize: 50, order: 'RECEIVED_AT', direction: 'DESC' });
      process.stdout.write(`${JSON.stringify(report)}\n`);
      expect(report).toMatchObject({ repeated: [], outOfOrder: [], missingUnits: [], total: report.rows });
      expect(report.rows).toBeGreaterThan(100_000);
      expect(report.rounds).toBeLessThanOrEqual(2);
      expect(report.rowsFetched.p95).toBeLessThanOrEqual(240);
      expect(walkHolds(report)).toBe(true);
    },
    WAIT_MS,
  );
});
