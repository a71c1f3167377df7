import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { OperatorError } from '../../shared/errors/errors.ts';

/** Says that this process uses a data directory, until released. */
export interface Ownership {
  release(): void;
}

/** When a process began, so that a later one with the same number is told apart; undefined when there is no such process. */
function began(pid: number): string | undefined {
  try {
    if (existsSync('/proc/self/stat')) {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name in the second field may hold spaces and brackets; the start time is the 20th field after it.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? undefined : fields[19];
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
  } catch {
    return undefined;
  }
}

/** The process that owns by this file and lives; undefined when none does. */
export function livingOwner(file: string): number | undefined {
  if (!existsSync(file)) return undefined;
  const [pid = '', since = ''] = readFileSync(file, 'utf8').split('\n');
  return since !== '' && began(Number(pid)) === since ? Number(pid) : undefined;
}

/**
 * Takes ownership by writing this process into a file. A file of a process that is gone is taken over.
 * @throws OperatorError DATA_IN_USE while another process owns
 */
export function takeOwnership(file: string, what: string): Ownership {
  const owner = livingOwner(file);
  if (owner !== undefined) throw new OperatorError('DATA_IN_USE', `${what} is used by process ${owner}`);
  rmSync(file, { force: true });
  try {
    writeFileSync(file, `${process.pid}\n${began(process.pid)}`, { flag: 'wx', mode: 0o644 });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    throw new OperatorError('DATA_IN_USE', `${what} was taken by another process just now`, [], { cause });
  }
  return { release: () => rmSync(file, { force: true }) };
}
