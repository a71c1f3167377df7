import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discardPostgres } from '../../scripts/embedded-postgres.ts';
import { ask } from '../kit/ask.ts';
import { type Demonstration, demonstrate } from '../kit/demonstration.ts';

const SECONDS = Number(process.env.SOAK_SECONDS ?? 60);
const CALLERS = 4;
const WARM_UP = 0.4;
/** Share of answers that must hold every unit: on a busy machine a few units may pass the deadline, and the answer names them. */
const WHOLE = 0.95;
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

/** Megabytes that a process holds which the demonstration started, and no other on the machine. */
function held(command: string, demonstration: number): number {
  const lines = execFileSync('ps', ['-eo', 'pid,ppid,rss,args']).toString().trim().split('\n').slice(1);
  const processes = lines.map((line) => {
    const [pid = '', parent = '', rss = '', ...args] = line.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), rss: Number(rss), text: args.join(' ') };
  });
  const own = new Set([demonstration]);
  for (let size = 0; size !== own.size; ) {
    size = own.size;
    for (const { pid, parent } of processes) if (own.has(parent)) own.add(pid);
  }
  const found = processes.find(({ pid, text }) => own.has(pid) && text.includes(`hub.js ${command} `));
  if (found === undefined) throw new Error(`the demonstration runs no ${command}`);
  return found.rss / 1024;
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
    'are all answered, what is missing is named, and no process grows',
    async () => {
      const pid = running.process.pid ?? 0;
      const faults = new Set<string>();
      const warm: Record<string, number> = {};
      let [answers, whole] = [0, 0];
      const start = performance.now();
      const elapsed = (): number => (performance.now() - start) / 1000 / SECONDS;
      const caller = async (number: number): Promise<void> => {
        for (let turn = number; elapsed() < 1; turn++) {
          const { status, errors, completeness } = await ask(url, QUESTIONS[turn % QUESTIONS.length] ?? '', {}, {});
          answers++;
          const missing = [...new Set(completeness?.missing.map(({ reason }) => reason))];
          const codes = [...new Set(errors.map(({ extensions }) => extensions?.code))];
          // One association of the demonstration is not connected: what it may hold is null, and said to be.
          const said = codes.every((code) => code === 'POSSIBLY_INCOMPLETE');
          if (status === 200 && said && missing.length === 0) whole++;
          else if (missing.join() !== 'TIMEOUT') faults.add(JSON.stringify({ status, codes, missing }));
          if (elapsed() > WARM_UP && warm.gateway === undefined) for (const name of ['gateway', 'units']) warm[name] = held(name, pid);
        }
      };
      await Promise.all(Array.from({ length: CALLERS }, (_, number) => caller(number)));
      process.stdout.write(`${answers} answers, ${whole} of them whole\n`);
      expect([...faults]).toEqual([]);
      expect(whole / answers).toBeGreaterThan(WHOLE);
      expect(answers).toBeGreaterThan(SECONDS * 2);
      for (const name of ['gateway', 'units']) expect(held(name, pid) - (warm[name] ?? Number.NaN)).toBeLessThan(GROWTH_MB);
    },
    SECONDS * 1000 + 60_000,
  );
});
