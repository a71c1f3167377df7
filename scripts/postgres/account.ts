import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { OperatorError } from '../../shared/errors/errors.ts';

/** Under which account PostgreSQL runs: it refuses to run as root. */
export interface Account {
  /** Owner of the data; undefined when it is whoever runs us. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
  /** The command line that runs a program under the account. */
  command(program: string, args: readonly string[]): { readonly program: string; readonly args: readonly string[] };
}

const ACCOUNT = 'postgres';

/**
 * The account for PostgreSQL: our own, or as root the account `postgres`, created where it is missing.
 * @param paths that it must be able to reach
 * @throws OperatorError DATABASE_UNAVAILABLE when there is no such account and none can be made, or it cannot reach a path
 */
export function postgresAccount(paths: readonly string[]): Account {
  if (process.getuid?.() !== 0) return { owner: undefined, command: (program, args) => ({ program, args }) };
  const owner = lookUp() ?? create();
  const closed = paths.find((path) => !reachable(path, owner));
  const identity = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'];
  // A project below a private directory such as /root: the account keeps the right to pass through directories.
  const passing = closed === undefined ? [] : ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  requireSetpriv([...identity, ...passing], closed);
  return { owner, command: (program, args) => ({ program: 'setpriv', args: [...identity, ...passing, program, ...args] }) };
}

function lookUp(): { uid: number; gid: number } | undefined {
  const ask = (flag: string): number => Number(execFileSync('id', [flag, ACCOUNT], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
  try {
    return { uid: ask('-u'), gid: ask('-g') };
  } catch {
    return undefined;
  }
}

function create(): { uid: number; gid: number } {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', ACCOUNT], { stdio: 'ignore' });
  } catch (cause) {
    const text = `PostgreSQL does not run as root, and the account ${ACCOUNT} cannot be created: run as an ordinary user`;
    throw new OperatorError('DATABASE_UNAVAILABLE', text, [], { cause });
  }
  const owner = lookUp();
  if (owner === undefined) throw new OperatorError('DATABASE_UNAVAILABLE', `the account ${ACCOUNT} was created but is not found`);
  return owner;
}

function reachable(path: string, { uid, gid }: { uid: number; gid: number }): boolean {
  const parent = dirname(path);
  if (parent === path) return true;
  const { mode, uid: owner, gid: group } = statSync(parent);
  const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
  return (mode & bit) !== 0 && reachable(parent, { uid, gid });
}

function requireSetpriv(flags: readonly string[], closed: string | undefined): void {
  try {
    execFileSync('setpriv', [...flags, 'true'], { stdio: 'ignore' });
  } catch (cause) {
    const why = closed === undefined ? 'setpriv (package util-linux) is not there' : `the account ${ACCOUNT} cannot reach ${closed}`;
    throw new OperatorError('DATABASE_UNAVAILABLE', `PostgreSQL does not run as root, and ${why}: run as an ordinary user`, [], { cause });
  }
}
