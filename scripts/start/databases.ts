import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { discardPostgres, type RunningPostgres, startPostgres } from '../embedded-postgres.ts';
import type { Closers } from './closers.ts';
import { fillUnits } from './fill.ts';
import { type Filler, fillerOf } from './filler.ts';
import { type Filled, type Recipe, readMarker, recipeText, writeMarker } from './marker.ts';
import type { Places } from './places.ts';
import type { Progress } from './progress.ts';

/** The running databases of a demonstration, filled. */
export interface Databases {
  readonly postgres: RunningPostgres;
  readonly filler: Filler;
  readonly filled: Filled;
}

const USER = 'lienthong';
const count = new Intl.NumberFormat('en');

/** Starts PostgreSQL and fills it, unless it holds what the recipe would make. What a broken-off run left is thrown away. */
export async function startDatabases(places: Places, recipe: Recipe, reset: boolean, closers: Closers, progress: Progress): Promise<Databases> {
  const wanted = recipeText(recipe);
  const found = readMarker(places.marker);
  const reusable = !reset && found?.recipe === wanted && existsSync(places.cluster) && existsSync(places.password) ? found : undefined;
  if (reusable === undefined) {
    rmSync(places.marker, { force: true });
    await discardPostgres(places.cluster);
  }
  const step = progress.step('PostgreSQL');
  const postgres = await startPostgres({
    dataDir: places.cluster,
    user: USER,
    password: passwordIn(places.password, reusable !== undefined),
    log: (line) => void appendFile(join(places.logs, 'postgres.log'), `${line}\n`),
  });
  await closers.add({ close: () => postgres.close(), kill: () => postgres.kill() });
  step.done(`18, port ${postgres.port}`);
  const filler = await fillerOf(recipe);
  if (reusable !== undefined) return { postgres, filler, filled: reusable };
  const { complaints, mediations } = await fill(postgres, recipe, filler, closers, progress);
  const filled = { recipe: wanted, complaints, mediations };
  await postgres.checkpoint();
  writeMarker(places.marker, filled);
  return { postgres, filler, filled };
}

async function fill(postgres: RunningPostgres, recipe: Recipe, filler: Filler, closers: Closers, progress: Progress) {
  const step = progress.step('databases of the units');
  const total = filler.units.length;
  const text = (units: number, complaints: number, mediations: number): string =>
    `${units} of ${total}, ${count.format(complaints)} complaints, ${count.format(mediations)} mediations`;
  const result = await fillUnits(postgres, recipe, filler.units, closers, (now) => step.update(text(now.units, now.complaints, now.mediations)));
  step.done(text(result.units, result.complaints, result.mediations));
  return result;
}

/** Made anew with every cluster, readable only by whoever runs the demonstration. */
function passwordIn(file: string, keep: boolean): string {
  if (keep && existsSync(file)) return readFileSync(file, 'utf8').trim();
  const password = randomBytes(18).toString('base64url');
  rmSync(file, { force: true });
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}
