import { execFile, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { discardPostgres, type PostgresOptions, startPostgres } from '../../scripts/embedded-postgres.ts';
import { freePort } from '../../scripts/postgres/free-port.ts';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';

const directory = mkdtempSync(join(tmpdir(), 'lien-thong-postgres-'));
chmodSync(directory, 0o711);
const dataDir = join(directory, 'pg');
const options = { dataDir, user: 'owner', password: 'a p@ss/word', durable: false } satisfies PostgresOptions;

async function ask(url: string, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text, rowMode: 'array' })).rows.at(-1)?.[0];
  } finally {
    await client.end();
  }
}

/** A process of its own that runs a PostgreSQL on the directory and says its address. */
async function otherProcess(): Promise<{ readonly kill: () => Promise<void>; readonly url: string }> {
  const module = new URL(`file://${projectFile('dist/scripts/embedded-postgres.js')}`).href;
  const program = `const { startPostgres } = await import(${JSON.stringify(module)});
    const server = await startPostgres(${JSON.stringify(options)});
    console.log(server.adminUrl);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve) => child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())));
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    url,
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

afterAll(async () => {
  await discardPostgres(dataDir);
  rmSync(directory, { recursive: true, force: true });
});

describe('the embedded PostgreSQL', () => {
  test('makes a cluster once and keeps its data from start to start', async () => {
    const first = await startPostgres(options);
    await first.createDatabase('kept');
    await ask(first.url('kept'), 'CREATE TABLE t AS SELECT 41 + 1 AS n');
    await first.close();
    const second = await startPostgres(options);
    expect(await ask(second.url('kept'), 'SELECT n FROM t')).toBe(42);
    await second.close();
  });

  test('leaves nothing behind once closed', async () => {
    const server = await startPostgres(options);
    const { stdout } = await promisify(execFile)('ps', ['-eo', 'args']);
    expect(stdout).toContain(dataDir);
    await server.close();
    expect(existsSync(join(dataDir, 'postmaster.pid'))).toBe(false);
    expect(existsSync(`${dataDir}.owner`)).toBe(false);
    expect((await promisify(execFile)('ps', ['-eo', 'args'])).stdout).not.toContain(dataDir);
  });

  test('refuses a wrong password and listens on loopback only', async () => {
    const server = await startPostgres(options);
    const wrong = new URL(server.adminUrl);
    wrong.password = 'wrong';
    await expect(ask(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect(await ask(server.adminUrl, 'SHOW listen_addresses')).toBe('127.0.0.1');
    await server.close();
  });

  test('says DATA_IN_USE while another process uses the directory', async () => {
    const other = await otherProcess();
    await expect(startPostgres(options)).rejects.toMatchObject({ code: 'DATA_IN_USE' });
    await other.kill();
  });

  test('stops the server that a killed process left, and starts on its data', async () => {
    const other = await otherProcess();
    await ask(other.url, 'CREATE TABLE IF NOT EXISTS survived AS SELECT 7 AS n');
    await other.kill();
    expect(await ask(other.url, 'SELECT n FROM survived')).toBe(7);
    const server = await startPostgres(options);
    expect(await ask(server.adminUrl, 'SELECT n FROM survived')).toBe(7);
    await server.close();
  });

  test('is not misled by a lock file whose process number belongs to another program', async () => {
    const server = await startPostgres(options);
    const lock = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    await server.close();
    writeFileSync(join(dataDir, 'postmaster.pid'), [String(process.pid), ...lock.slice(1)].join('\n'));
    writeFileSync(`${dataDir}.owner`, `${process.pid}\nlong ago`);
    const again = await startPostgres(options);
    expect(await ask(again.adminUrl, 'SELECT 1')).toBe(1);
    await again.close();
  });

  test('says PORT_IN_USE for a port that was asked for and is taken', async () => {
    const port = await freePort();
    const taken: Server = createServer();
    await new Promise<void>((resolve) => taken.listen(port, '127.0.0.1', resolve));
    await expect(startPostgres({ ...options, port })).rejects.toMatchObject({ code: 'PORT_IN_USE' });
    taken.close();
  });

  test('starts over where making the cluster was broken off', async () => {
    const broken = { ...options, dataDir: join(directory, 'broken') };
    mkdirSync(`${broken.dataDir}.new`);
    writeFileSync(join(`${broken.dataDir}.new`, 'PG_VERSION'), '18\n');
    const server = await startPostgres(broken);
    expect(await ask(server.adminUrl, 'SELECT 1')).toBe(1);
    await server.close();
    await discardPostgres(broken.dataDir);
    expect(existsSync(broken.dataDir)).toBe(false);
  });

  test('names the version of a cluster that another one made', async () => {
    const old = join(directory, 'old');
    mkdirSync(old);
    writeFileSync(join(old, 'PG_VERSION'), '16\n');
    await expect(startPostgres({ ...options, dataDir: old })).rejects.toMatchObject({
      code: 'DATABASE_MISMATCH',
      message: expect.stringContaining('16'),
    });
  });
});
