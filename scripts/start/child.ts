import { fork } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { OperatorError } from '../../shared/errors/errors.ts';

/** A process of ours that runs until it is stopped. */
export interface Child {
  readonly name: string;
  /** Rejects with DATABASE_UNAVAILABLE-like causes told by the process when it ends on its own. */
  readonly failed: Promise<never>;
  /** Asks it to stop and waits until it is gone. */
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

const STOP_MS = 5_000;
const LINES_KEPT = 8;

/**
 * Starts a command of the hub as a process of its own and waits until it says that it is ready. It stops by itself when
 * this process is gone.
 * @throws OperatorError PROCESS_ENDED with its last lines when it ends before that
 */
export async function startChild(name: string, args: readonly string[], logs: string): Promise<Child> {
  const logFile = join(logs, `${name}.log`);
  const child = fork(fileURLToPath(new URL(`../hub.js`, import.meta.url)), [...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: ['--enable-source-maps'],
    // In a session of its own, so that Ctrl-C on the terminal reaches us alone and the order of stopping stays ours.
    detached: true,
  });
  const log = createWriteStream(logFile);
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    stream.pipe(log, { end: false });
    createInterface({ input: stream }).on('line', (line) => {
      if (line.trim() !== '' && lines.push(line) > LINES_KEPT) lines.shift();
    });
  }
  let stopping = false;
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const failed = gone.then(() => {
    if (stopping) return new Promise<never>(() => undefined);
    const how = child.signalCode ?? `code ${child.exitCode}`;
    throw new OperatorError('PROCESS_ENDED', `the process "${name}" ended (${how}); its log is ${logFile}`, lines);
  });
  failed.catch(() => undefined);
  const ready = new Promise<void>((resolve) => child.once('message', () => resolve()));
  await Promise.race([ready, failed]);
  return {
    name,
    failed,
    stop: async () => {
      stopping = true;
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await gone;
      clearTimeout(force);
    },
    kill: () => {
      stopping = true;
      child.kill('SIGKILL');
    },
  };
}
