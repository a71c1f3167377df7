import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import pg from 'pg';
import { OperatorError } from '../shared/errors/errors.ts';
import { postgresAccount } from './postgres/account.ts';
import { postgresBinaries } from './postgres/binaries.ts';
import { freePort } from './postgres/free-port.ts';
import { initialise } from './postgres/initialise.ts';
import { clearOrphan } from './postgres/orphan.ts';
import { takeOwnership } from './postgres/owner.ts';
import { type ServerProcess, startServer } from './postgres/server-process.ts';

/** Settings of {@link startPostgres}. */
export interface PostgresOptions {
  /** Made when missing, used as it is when it holds a cluster. */
  readonly dataDir: string;
  /** A free one when absent or 0. */
  readonly port?: number;
  readonly user: string;
  /** Of the user when the cluster is made; later it must be the same. */
  readonly password: string;
  /** Told every line the server writes. */
  readonly log?: (line: string) => void;
  /** false trades safety after a power cut for speed; true by default. */
  readonly durable?: boolean;
}

/** A PostgreSQL that listens on loopback only. */
export interface RunningPostgres {
  readonly port: number;
  /** Address of the database `postgres`. */
  readonly adminUrl: string;
  /** Address of a database. */
  url(database: string): string;
  /** Creates a database, as a copy of a template nobody is connected to if one is named. */
  createDatabase(name: string, template?: string): Promise<void>;
  /** Drops a database and whatever is connected to it; nothing when it is not there. */
  dropDatabase(name: string): Promise<void>;
  /** Writes everything to its place on disk. */
  checkpoint(): Promise<void>;
  /** Settles once the server is gone, however that came. */
  readonly exited: Promise<void>;
  /** Shuts the server down; settles once it is gone. */
  close(): Promise<void>;
  /** Ends the server at once; the next start recovers from its log. */
  kill(): void;
}

const ATTEMPTS_FOR_A_FREE_PORT = 5;

/** For a laptop that serves some seventy small databases with a few connections each. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '400',
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '1GB',
  // Many shards are asked at once, so one query must not take several cores; compiling costs more than these queries.
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  // Databases are made as copies of a small template; nothing is replicated or archived.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  log_min_messages: 'warning',
} as const;
const NOT_DURABLE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' } as const;

/**
 * Starts the PostgreSQL 18 that npm installed, as root too. What a killed run left behind in the directory is cleared away.
 * @throws OperatorError DATA_IN_USE while another living process uses the directory, PORT_IN_USE, DATABASE_MISMATCH for
 * a cluster of another version, DATABASE_UNAVAILABLE with the server's own words otherwise
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const dataDir = resolve(options.dataDir);
  mkdirSync(dirname(dataDir), { recursive: true });
  const ownerFile = `${dataDir}.owner`;
  const startedBefore = existsSync(ownerFile);
  const ownership = takeOwnership(ownerFile, dataDir);
  try {
    await clearOrphan(dataDir, startedBefore);
    const binaries = postgresBinaries();
    const account = postgresAccount([dataDir, binaries.postgres]);
    const durable = options.durable ?? true;
    await initialise({ ...options, ...binaries, dataDir, account, durable });
    const settings = { ...SETTINGS, ...(durable ? {} : NOT_DURABLE) };
    const log = options.log ?? (() => undefined);
    const { server, port } = await listen(options.port ?? 0, (candidate) =>
      startServer({ ...binaries, account, dataDir, port: candidate, settings, log }),
    );
    return running(options, port, server, () => ownership.release());
  } catch (error) {
    ownership.release();
    throw error;
  }
}

/**
 * Throws a cluster away, with a server that a killed run left in it.
 * @throws OperatorError DATA_IN_USE while another living process uses it
 */
export async function discardPostgres(directory: string): Promise<void> {
  const dataDir = resolve(directory);
  if (!existsSync(dataDir)) return;
  const ownerFile = `${dataDir}.owner`;
  const startedBefore = existsSync(ownerFile);
  const ownership = takeOwnership(ownerFile, dataDir);
  try {
    await clearOrphan(dataDir, startedBefore);
    rmSync(dataDir, { recursive: true, force: true });
  } finally {
    ownership.release();
  }
}

/** A free port may be taken between finding and using it, so another is tried; a port that was asked for is not replaced. */
async function listen(
  asked: number,
  start: (port: number) => Promise<ServerProcess | undefined>,
): Promise<{ readonly server: ServerProcess; readonly port: number }> {
  for (let attempt = 0; attempt < (asked === 0 ? ATTEMPTS_FOR_A_FREE_PORT : 1); attempt += 1) {
    const port = asked === 0 ? await freePort() : asked;
    const server = await start(port);
    if (server !== undefined) return { server, port };
  }
  throw new OperatorError('PORT_IN_USE', asked === 0 ? 'no free port was found for PostgreSQL' : `127.0.0.1:${asked} is taken`);
}

function running({ user, password }: PostgresOptions, port: number, server: ServerProcess, release: () => void): RunningPostgres {
  const url = (database: string): string =>
    `postgresql://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  const adminUrl = url('postgres');
  let closing: Promise<void> | undefined;
  return {
    port,
    adminUrl,
    url,
    createDatabase: (name, template) => execute(adminUrl, createStatement(name, template)),
    dropDatabase: (name) => execute(adminUrl, `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`),
    checkpoint: () => execute(adminUrl, 'CHECKPOINT'),
    exited: server.exited,
    kill: () => server.kill(),
    close: () => {
      closing ??= server.stop().then(release);
      return closing;
    },
  };
}

/** Copying the files of a template costs less than logging their every page. */
function createStatement(name: string, template: string | undefined): string {
  const source = template === undefined ? '' : ` TEMPLATE ${pg.escapeIdentifier(template)} STRATEGY FILE_COPY`;
  return `CREATE DATABASE ${pg.escapeIdentifier(name)}${source}`;
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
