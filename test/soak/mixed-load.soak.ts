import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discardPostgres } from '../../scripts/embedded-postgres.ts';
import { ask } from '../kit/ask.ts';
import { type Demonstration, demonstrate } from '../kit/demonstration.ts';

const SECONDS = Number(process.env.SOAK_SECONDS ?? 60);
const CALLERS = 8;
const WARM_UP = 0.4;
/** What a process may hold on top of what it held when it was warm. */
const GROWTH_MB = 120;

const QUESTIONS = [
  '{ complaints(first: 50) { totalCount edges { cursor node { id receivedAt unit { code } } } pageInfo { hasNextPage endCursor } } }',
  '{ complaints(first: 20, orderBy: { field: CLAIMED_AMOUNT, direction: DESC }) { edges { node { id claimedAmount mediations { id outcome } } } } }',
  '{ complaintStatistics(groupBy: [PROVINCE, SECTOR]) { total { received resolved } groups { id measures { received } } } }',
  '{ mediations(first: 30) { totalCount edges { node { id openedAt outcome } } } }',
  '{ provinces { code name } units { code state } }',
];

const data = mkdtempSync(join(tmpdir(), 'lien-thong-soak-'));
chmodSync(data, 0o711);

/** Megabytes that a process of the demonstration holds. */
function held(command: string): number {
  const lines = execFileSync('ps', ['-eo', 'rss,args']).toString().split('\n');
  const line =
    lines.find((text) => text.includes(`hub.js ${command} `) && text.includes(data)) ?? lines.find((text) => text.includes(`hub.js ${command} `));
  return Number(line?.trim().split(/\s+/)[0]) / 1024;
}

describe(`${CALLERS} callers asking all kinds of questions for ${SECONDS} s`, () => {
  let running: Demonstration;
  let url: string;

  beforeAll(async () => {
    running = demonstrate(['--data', data, '--port', '0', '--scale', '0.05']);
    url = (await running.said(/Graph: (\S+)/))[1] ?? '';
  });

  afterAll(async () => {
    running.process.kill('SIGINT');
    await running.ended();
    await discardPostgres(join(data, 'vietnam', 'pg'));
    rmSync(data, { recursive: true, force: true });
  });

  test(
    'are all answered, whole, and no process grows',
    async () => {
      const faults = new Map<string, number>();
      const warm: Record<string, number> = {};
      let answers = 0;
      const start = performance.now();
      const elapsed = (): number => (performance.now() - start) / 1000 / SECONDS;
      const caller = async (number: number): Promise<void> => {
        for (let turn = number; elapsed() < 1; turn++) {
          const { status, errors, completeness } = await ask(url, QUESTIONS[turn % QUESTIONS.length] ?? '', {}, {});
          answers++;
          const whole = status === 200 && errors.length === 0 && (completeness?.missing.length ?? 0) === 0;
          const fault = `${status} ${JSON.stringify(errors[0] ?? completeness?.missing[0])}`;
          if (!whole) faults.set(fault, (faults.get(fault) ?? 0) + 1);
          if (elapsed() > WARM_UP && warm.gateway === undefined) for (const name of ['gateway', 'units']) warm[name] = held(name);
        }
      };
      await Promise.all(Array.from({ length: CALLERS }, (_, number) => caller(number)));
      expect([...faults]).toEqual([]);
      expect(answers).toBeGreaterThan(SECONDS * 5);
      for (const name of ['gateway', 'units']) expect(held(name) - (warm[name] ?? 0)).toBeLessThan(GROWTH_MB);
    },
    SECONDS * 1000 + 60_000,
  );
});
