import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discardPostgres } from '../../scripts/embedded-postgres.ts';
import { freePort } from '../../scripts/postgres/free-port.ts';
import { type Demonstration, demonstrate } from '../kit/demonstration.ts';

const data = mkdtempSync(join(tmpdir(), 'lien-thong-start-'));
chmodSync(data, 0o711);
const SMALL = ['--federation', 'sindec', '--data', data, '--port', '0'];
const cluster = join(data, 'sindec', 'pg');

/** Processes that have the directory on their command line, and those it started. */
const leftOver = (): string[] =>
  execFileSync('ps', ['-eo', 'pid,args'])
    .toString()
    .split('\n')
    .filter((line) => line.includes(data));

async function stop(running: Demonstration, signal: NodeJS.Signals = 'SIGINT'): Promise<{ readonly code: number | null; readonly text: string }> {
  running.process.kill(signal);
  return running.ended();
}

async function graph(running: Demonstration): Promise<string> {
  const [, address = ''] = await running.said(/Graph: (\S+)/);
  return address;
}

async function total(address: string): Promise<unknown> {
  const body = JSON.stringify({ query: '{ complaints(first: 1) { totalCount } }' });
  const response = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return ((await response.json()) as { data: { complaints: { totalCount: unknown } } }).data.complaints.totalCount;
}

afterAll(async () => {
  await discardPostgres(cluster);
  rmSync(data, { recursive: true, force: true });
});

describe('npm start', () => {
  test('fills the databases, prints the address of the graph, what the data are and a query, and stops cleanly', async () => {
    const running = demonstrate(SMALL);
    const address = await graph(running);
    const complaints = await total(address);
    expect(complaints).toBeGreaterThan(1_000);
    const { code, text } = await stop(running);
    expect(code).toBe(0);
    expect(text).toContain('Registros reais');
    expect(text).toContain('curl -s');
    expect(text).toMatch(/sindec-2018\.csv: .* rows read = .* accepted \+ .* merged \+ .* rejected/);
    expect(text).toContain('✓ stopping');
    expect(leftOver()).toEqual([]);
  });

  test('reuses the data the second time', async () => {
    const running = demonstrate(SMALL);
    await graph(running);
    const { code, text } = await stop(running, 'SIGTERM');
    expect(code).toBe(0);
    expect(text).not.toContain('databases of the units');
    expect(leftOver()).toEqual([]);
  });

  test('says DATA_IN_USE while another one runs on the same data', async () => {
    const running = demonstrate(SMALL);
    await graph(running);
    const { code, text } = await demonstrate(SMALL).ended();
    expect(code).toBe(1);
    expect(text).toContain('DATA_IN_USE');
    expect((await stop(running)).code).toBe(0);
  });

  test('says PORT_IN_USE before it does any work', async () => {
    const port = await freePort();
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(port, '127.0.0.1', resolve));
    const { code, text } = await demonstrate(['--data', data, '--port', String(port)]).ended();
    taken.close();
    expect(code).toBe(1);
    expect(text.trim()).toMatch(/^PORT_IN_USE: 127\.0\.0\.1:\d+ is taken/);
    expect(existsSync(join(data, 'vietnam'))).toBe(false);
  });

  test('starts over cleanly after it was killed while it filled the databases', async () => {
    const killed = demonstrate([...SMALL, '--reset']);
    await killed.said(/databases of the units …/);
    killed.process.kill('SIGKILL');
    await killed.ended();
    expect(existsSync(join(data, 'sindec', 'filled.json'))).toBe(false);
    const running = demonstrate(SMALL);
    expect(await total(await graph(running))).toBeGreaterThan(1_000);
    expect((await stop(running)).text).toContain('databases of the units');
    expect(leftOver()).toEqual([]);
  });

  test('stops in the middle of filling', async () => {
    const running = demonstrate([...SMALL, '--reset']);
    await running.said(/databases of the units …/);
    expect((await stop(running)).code).toBe(0);
    expect(leftOver()).toEqual([]);
  });

  test('names the process that ended on its own, with its log, and stops the others', async () => {
    const running = demonstrate(SMALL);
    await graph(running);
    const units = leftOver().find((line) => line.includes('hub.js units'));
    process.kill(Number(units?.trim().split(' ')[0]), 'SIGKILL');
    const { code, text } = await running.ended();
    expect(code).toBe(1);
    expect(text).toContain('PROCESS_ENDED: the process "units" ended (SIGKILL)');
    expect(existsSync(join(data, 'sindec', 'logs', 'units.log'))).toBe(true);
    expect(leftOver()).toEqual([]);
  });

  test('keeps rejected rows with their reasons', () => {
    const rows = readFileSync(join(data, 'sindec', 'rejected.jsonl'), 'utf8')
      .trim()
      .split('\n');
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(JSON.parse(row)).toMatchObject({ code: expect.any(String), reason: expect.any(String), text: expect.any(String) });
  });

  test('names every fault of a federation file at once', async () => {
    const { code, text } = await demonstrate(['--federation', join(data, 'nothing.yaml'), '--data', data]).ended();
    expect(code).toBe(1);
    expect(text).toContain('CONFIG_NOT_FOUND');
  });
});
