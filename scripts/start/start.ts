import { resolve } from 'node:path';
import { takeOwnership } from '../postgres/owner.ts';
import { announcement } from './announce.ts';
import { type Child, startChild } from './child.ts';
import { Closers } from './closers.ts';
import { startDatabases } from './databases.ts';
import { effectiveFederation, USUAL_UNITS_PORT } from './effective-federation.ts';
import { databaseName } from './fill.ts';
import { findFederation } from './find-federation.ts';
import { firstAnswer } from './first-answer.ts';
import { placesOf } from './places.ts';
import { preferPort, requireFreePort } from './ports.ts';
import type { Progress } from './progress.ts';
import { waitUntilReady } from './readiness.ts';
import { stopSignal } from './stop-signal.ts';
import { writeUnitFiles } from './unit-files.ts';

/** Settings of `npm start`. */
export interface StartOptions {
  /** A federation of this project by name, or the path of a federation file. */
  readonly federation: string;
  readonly port: number;
  /** Another free one is taken when absent and the usual one is not free. */
  readonly unitsPort: number | undefined;
  readonly scale: number;
  readonly data: string;
  /** Directory with the full files, in place of the sample. */
  readonly input: string | undefined;
  /** Throw the data away and make them again. */
  readonly reset: boolean;
}

/**
 * Brings up a whole federation on this machine and runs it until told to stop; settles when all is stopped. Ports are
 * checked before any work is done.
 * @param print for what a person reads when all is ready
 * @throws OperatorError when something fails to start or ends on its own; everything is stopped then too
 */
export async function start(options: StartOptions, progress: Progress, print: (text: string) => void): Promise<void> {
  const closers = new Closers();
  const stop = stopSignal(() => {
    closers.kill();
    process.exit(130);
  });
  const bringing = bringUp(options, closers, progress, print);
  try {
    const children = await Promise.race([bringing, stop.requested]);
    if (children) await Promise.race([stop.requested, ...children.map((child) => child.failed)]);
  } finally {
    await stopAll(closers, bringing, progress);
  }
}

async function stopAll(closers: Closers, bringing: Promise<unknown>, progress: Progress): Promise<void> {
  if (closers.empty) return;
  const step = progress.step('stopping');
  await closers.close();
  await Promise.allSettled([bringing]);
  step.done();
}

async function bringUp(options: StartOptions, closers: Closers, progress: Progress, print: (text: string) => void): Promise<readonly Child[]> {
  const federation = findFederation(options.federation);
  const port = await requireFreePort(options.port);
  const unitsPort = await (options.unitsPort === undefined ? preferPort(USUAL_UNITS_PORT) : requireFreePort(options.unitsPort));
  const places = placesOf(options.data, federation.federation);
  const ownership = takeOwnership(places.owner, places.root);
  await closers.add({ close: async () => ownership.release(), kill: () => ownership.release() });
  const recipe = { federation, scale: options.scale, input: options.input === undefined ? undefined : resolve(options.input) };
  const { postgres, filled } = await startDatabases({ places, recipe, reset: options.reset, closers, progress });
  const file = effectiveFederation(federation, unitsPort, places.federation);
  writeUnitFiles(places.units, file, filled.units, (unit) => postgres.url(databaseName(unit)));

  const launch = async (title: string, name: string, args: readonly string[]): Promise<Child> => {
    const step = progress.step(title);
    const child = await startChild(name, args, places.logs);
    await closers.add({ close: () => child.stop(), kill: () => child.kill() });
    step.done();
    return child;
  };
  const units = await launch('units and registry', 'units', ['units', '--federation', file, '--units', places.units, '--port', String(unitsPort)]);
  const gateway = await launch('gateway', 'gateway', ['gateway', '--federation', file, '--port', String(port)]);
  const address = `http://127.0.0.1:${port}`;
  const step = progress.step('first answers of the units');
  await Promise.race([waitUntilReady(address, places.logs), units.failed, gateway.failed]);
  const first = await firstAnswer(address, federation);
  step.done();
  print(announcement({ federation, address, first }));
  return [units, gateway];
}
