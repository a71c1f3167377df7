import { stopSignal } from '../start/stop-signal.ts';

/** A server that a command runs until it is told to stop. */
export interface Stoppable {
  close(): Promise<void>;
}

/**
 * Runs a server until SIGINT, SIGTERM or the end of the process that started this one, then closes it. Tells that process
 * when the server is ready. A second request to stop does not wait.
 */
export async function runServer(start: () => Promise<Stoppable>): Promise<void> {
  const stop = stopSignal(() => process.exit(1));
  const server = await start();
  process.send?.({ ready: true });
  await stop.requested;
  await server.close();
}
