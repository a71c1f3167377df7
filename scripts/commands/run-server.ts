import { stopSignal } from '../start/stop-signal.ts';
import { failureText } from './failure.ts';

/** A server that a command runs until it is told to stop. */
export interface Stoppable {
  close(): Promise<void>;
  /** Reads its settings again, where it can. */
  reload?(): Promise<void>;
}

/**
 * Runs a server until SIGINT, SIGTERM or the end of the process that started this one, then closes it. Tells that process
 * when the server is ready. SIGHUP reloads a server that can. A second request to stop does not wait.
 */
export async function runServer(start: () => Promise<Stoppable>): Promise<void> {
  const stop = stopSignal(() => process.exit(1), ['SIGINT', 'SIGTERM']);
  const server = await start();
  const reload = server.reload?.bind(server);
  if (reload) process.on('SIGHUP', () => void tellOfReload(reload));
  process.send?.({ ready: true });
  await stop.requested;
  await server.close();
}

/** Faulty settings leave those in force. */
async function tellOfReload(reload: () => Promise<void>): Promise<void> {
  try {
    await reload();
    process.stdout.write('the settings were read again\n');
  } catch (error) {
    process.stderr.write(`the settings stay as they were\n${failureText(error, false)}\n`);
  }
}
