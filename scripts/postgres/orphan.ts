import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { OperatorError } from '../../shared/errors/errors.ts';

const FAST_SHUTDOWN_MS = 10_000;
const IMMEDIATE_SHUTDOWN_MS = 5_000;
const LOOK_EVERY_MS = 20;

/** A process that has ended but was not yet taken note of by its parent does not count. */
function isPostgres(pid: number): boolean {
  try {
    if (existsSync('/proc/self/stat')) return /\(postgres\) [^Z]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    const name = execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
    return /(^|\/)postgres$/.test(name.trim());
  } catch {
    return false;
  }
}

async function gone(pid: number, withinMs: number): Promise<boolean> {
  for (let waited = 0; waited < withinMs; waited += LOOK_EVERY_MS) {
    if (!isPostgres(pid)) return true;
    await pause(LOOK_EVERY_MS);
  }
  return !isPostgres(pid);
}

/**
 * Clears away what an earlier run left in a data directory: a server that outlived it is shut down, a lock file whose
 * server is gone is removed. Call it only as the owner of the directory.
 * @param ours whether an earlier run of ours left an owner's file; a server nobody of us started is left alone
 * @throws OperatorError DATA_IN_USE
 */
export async function clearOrphan(dataDir: string, ours: boolean): Promise<void> {
  const lock = join(dataDir, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  if (isPostgres(pid)) {
    if (!ours) throw new OperatorError('DATA_IN_USE', `a PostgreSQL (process ${pid}) that was started by hand runs in ${dataDir}`);
    process.kill(pid, 'SIGINT');
    if (!(await gone(pid, FAST_SHUTDOWN_MS))) process.kill(pid, 'SIGQUIT');
    if (!(await gone(pid, IMMEDIATE_SHUTDOWN_MS)))
      throw new OperatorError('DATA_IN_USE', `a PostgreSQL (process ${pid}) in ${dataDir} does not stop`);
  }
  rmSync(lock, { force: true });
}
