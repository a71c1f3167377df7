import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { OperatorError } from '../../shared/errors/errors.ts';
import type { Account } from './account.ts';

/** A running `postgres`. */
export interface ServerProcess {
  /** Ends the sessions and shuts down; settles once the process is gone. */
  stop(): Promise<void>;
  /** Ends it at once; the next start recovers from its log. */
  kill(): void;
  /** Settles once the process is gone, however that came. */
  readonly exited: Promise<void>;
}

/** What {@link startServer} needs. */
export interface ServerOptions {
  readonly postgres: string;
  readonly account: Account;
  readonly dataDir: string;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
  /** Told every line the server writes. */
  readonly log: (line: string) => void;
}

const FAST_SHUTDOWN_MS = 8_000;
const LINES_KEPT = 12;

/**
 * Starts `postgres` and waits until it accepts connections.
 * @returns undefined when the port was taken
 * @throws OperatorError DATABASE_UNAVAILABLE with its last lines when it does not start
 */
export async function startServer(options: ServerOptions): Promise<ServerProcess | undefined> {
  const child = launch(options);
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const lines: string[] = [];
  const ready = new Promise<'ready'>((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      options.log(line);
      if (lines.push(line) > LINES_KEPT) lines.shift();
      if (line.includes('database system is ready to accept connections')) resolve('ready');
    });
  });
  const first = await Promise.race([ready, exited.then(() => 'exited' as const), failed(child)]);
  if (first === 'ready') return { exited, stop: () => stop(child, exited), kill: () => void child.kill('SIGQUIT') };
  if (lines.some((line) => line.includes('Address already in use'))) return undefined;
  throw new OperatorError('DATABASE_UNAVAILABLE', `PostgreSQL did not start in ${options.dataDir}`, lines);
}

function launch({ postgres, account, dataDir, port, settings }: ServerOptions) {
  const { program, args } = account.command(postgres, [
    '-D',
    dataDir,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  // In a session of its own, so that Ctrl-C on the terminal reaches us alone and the order of stopping stays ours.
  const child = spawn(program, [...args], { stdio: ['ignore', 'ignore', 'pipe'], detached: true, env: { ...process.env, LC_ALL: 'C' }, cwd: '/' });
  const abandon = (): void => void child.kill('SIGINT');
  process.once('exit', abandon);
  child.once('close', () => process.removeListener('exit', abandon));
  return child;
}

const failed = (child: ChildProcess): Promise<never> => new Promise((_, reject) => child.once('error', reject));

async function stop(child: ChildProcess, exited: Promise<void>): Promise<void> {
  child.kill('SIGINT');
  const force = setTimeout(() => child.kill('SIGQUIT'), FAST_SHUTDOWN_MS);
  await exited;
  clearTimeout(force);
}
