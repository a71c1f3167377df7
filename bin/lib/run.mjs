import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { root } from './paths.mjs';

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program, with this terminal unless `quiet`, in the project directory unless `cwd` names another.
 * @returns its exit code (128 + n when signal n ended it) and what a quiet one said
 */
export function run(program, args, { watched = false, cwd = root, quiet = false } = {}) {
  const output = quiet ? ['ignore', 'pipe', 'pipe'] : ['inherit', 'inherit', 'inherit'];
  // The extra channel closes when this process is killed, which tells the program to stop.
  const child = spawn(program, args, { cwd, stdio: watched ? [...output, 'ipc'] : output });
  const forward = (signal) => child.kill(signal);
  for (const signal of FORWARDED) process.on(signal, forward);
  const watch = stopWhenAbandoned(child);
  let said = '';
  for (const stream of quiet ? [child.stdout, child.stderr] : []) stream.on('data', (chunk) => (said += chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearInterval(watch);
      for (const name of FORWARDED) process.removeListener(name, forward);
      resolve({ code: code ?? 128 + constants.signals[signal], said });
    });
  });
}

/**
 * npm starts us through a shell. Signals to npm reach that shell, which may die without telling us, and npm itself may be
 * killed: so under npm the death of either counts as SIGTERM.
 */
function stopWhenAbandoned(child) {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const before = ancestors();
  const watch = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, 500);
  return watch.unref();
}

/** The shell and npm, by their numbers; the shell alone where there is no /proc. */
function ancestors() {
  const shell = process.ppid;
  try {
    const stat = readFileSync(`/proc/${shell}/stat`, 'utf8');
    return `${shell} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}`;
  } catch {
    return `${shell}`;
  }
}
