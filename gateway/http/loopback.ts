import { isIPv4 } from 'node:net';
import { OperatorError } from '../../shared/errors/errors.ts';

/** Whether a host name or address means this machine alone. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  return bare === 'localhost' || bare === '::1' || (isIPv4(bare) && bare.startsWith('127.'));
}

/**
 * Refuses to listen beyond this machine, where nobody would be asked who he is.
 * @throws OperatorError HOST_NOT_LOOPBACK
 */
export function requireLoopback(host: string): void {
  if (!isLoopback(host)) throw new OperatorError('HOST_NOT_LOOPBACK', `${host} would be reachable from other machines`);
}

/**
 * Whether a Host header names this machine. A page of another site can make a browser ask us under its own name (DNS
 * rebinding) and would be allowed to read the answer.
 */
export function isOwnName(header: string | undefined): boolean {
  return header !== undefined && isLoopback(header.replace(/:\d+$/, ''));
}
