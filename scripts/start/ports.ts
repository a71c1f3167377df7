import { createServer } from 'node:net';
import { OperatorError } from '../../shared/errors/errors.ts';
import { freePort } from '../postgres/free-port.ts';

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/**
 * Checks that a port of the loopback address is free.
 * @throws OperatorError PORT_IN_USE
 */
export async function requireFreePort(port: number): Promise<number> {
  if (port !== 0 && !(await isFree(port))) throw new OperatorError('PORT_IN_USE', `127.0.0.1:${port} is taken`);
  return port === 0 ? freePort() : port;
}

/** The port, or another free one where it is taken. */
export async function preferPort(port: number): Promise<number> {
  return (await isFree(port)) ? port : freePort();
}
