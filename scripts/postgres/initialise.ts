import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OperatorError } from '../../shared/errors/errors.ts';
import type { Account } from './account.ts';

/** The major version of the embedded PostgreSQL. */
const MAJOR = '18';

/** What {@link initialise} needs. */
export interface InitialiseOptions {
  readonly dataDir: string;
  readonly initdb: string;
  readonly account: Account;
  readonly user: string;
  readonly password: string;
  /** Whether files are synced to disk. */
  readonly durable: boolean;
}

/**
 * Makes a new cluster unless one is there: UTF8, text ordered by code point and so by bytes. It is made beside and renamed,
 * so a half-made one is never taken for a cluster.
 * @throws OperatorError DATABASE_MISMATCH when the cluster was made by another major version, DATABASE_UNAVAILABLE
 */
export async function initialise(options: InitialiseOptions): Promise<void> {
  const versionFile = join(options.dataDir, 'PG_VERSION');
  if (existsSync(versionFile)) {
    const version = readFileSync(versionFile, 'utf8').trim();
    if (version === MAJOR) return;
    throw new OperatorError('DATABASE_MISMATCH', `${options.dataDir} was made by PostgreSQL ${version}, this is ${MAJOR}`);
  }
  const half = `${options.dataDir}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  own(half, options.account);
  const secret = mkdtempSync(join(tmpdir(), 'lien-thong-'));
  try {
    const passwordFile = join(secret, 'password');
    writeFileSync(passwordFile, `${options.password}\n`, { mode: 0o600 });
    own(passwordFile, options.account);
    own(secret, options.account);
    await initdb(options, half, passwordFile);
  } finally {
    rmSync(secret, { recursive: true, force: true });
  }
  renameSync(half, options.dataDir);
}

function own(path: string, account: Account): void {
  if (account.owner) chownSync(path, account.owner.uid, account.owner.gid);
}

function initdb(options: InitialiseOptions, dataDir: string, passwordFile: string): Promise<void> {
  const { program, args } = options.account.command(options.initdb, [
    `--pgdata=${dataDir}`,
    `--username=${options.user}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(options.durable ? [] : ['--no-sync', '--no-data-checksums']),
  ]);
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LC_ALL: 'C' }, cwd: '/' });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const fail = (cause?: Error): void =>
      reject(new OperatorError('DATABASE_UNAVAILABLE', 'the database cluster could not be made', said.trim().split('\n'), { cause }));
    child.once('error', fail);
    child.once('close', (code) => (code === 0 ? resolve() : fail()));
  });
}
