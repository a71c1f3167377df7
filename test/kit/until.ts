import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 20_000;
const STEP_MS = 25;
const SHOWN = 500;

/** Asks again and again until a condition holds; fails when it does not hold in time. */
export async function until<T>(ask: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const value = await ask();
    if (holds(value)) return value;
    if (Date.now() > deadline) throw new Error(`it never came true; at last: ${JSON.stringify(value)?.slice(0, SHOWN)}`);
    await pause(STEP_MS);
  }
}
