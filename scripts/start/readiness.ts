import { setTimeout as pause } from 'node:timers/promises';
import { OperatorError } from '../../shared/errors/errors.ts';

const WAIT_MS = 120_000;
const ASK_EVERY_MS = 100;

/**
 * Asks `/readyz` until it answers 200.
 * @throws OperatorError NOT_READY with the last answer after two minutes
 */
export async function waitUntilReady(address: string, logs: string): Promise<void> {
  let last = 'no answer';
  for (const start = performance.now(); performance.now() - start < WAIT_MS; await pause(ASK_EVERY_MS)) {
    try {
      const response = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(ASK_EVERY_MS * 50) });
      last = await response.text();
      if (response.ok) return;
    } catch (error) {
      last = String(error);
    }
  }
  throw new OperatorError('NOT_READY', `${address}/readyz is not ready after ${WAIT_MS / 1000} s`, [last, `logs: ${logs}`]);
}
