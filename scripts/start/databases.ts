import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeRejectedRows } from '../../shared/connectors/account.ts';
import { fillFederation } from '../demo/fill.ts';
import { discardPostgres, type RunningPostgres, startPostgres } from '../embedded-postgres.ts';
import type { Closers } from './closers.ts';
import { fillUnits } from './fill.ts';
import { choicesOf } from './fill-worker-settings.ts';
import { type Filled, type Recipe, readMarker, recipeText, writeMarker } from './marker.ts';
import type { Places } from './places.ts';
import type { Progress } from './progress.ts';

/** What {@link startDatabases} works with. */
export interface DatabasesOptions {
  readonly places: Places;
  readonly recipe: Recipe;
  /** Throw the data away and make them again. */
  readonly reset: boolean;
  readonly closers: Closers;
  readonly progress: Progress;
}

/** The running databases of a demonstration, filled. */
export interface Databases {
  readonly postgres: RunningPostgres;
  readonly filled: Filled;
}

const USER = 'lienthong';
const count = new Intl.NumberFormat('en');

/**
 * Starts PostgreSQL and fills it, unless it holds what the recipe would make. What a broken-off run left is thrown away.
 * @throws OperatorError DATA_IN_USE, DATABASE_UNAVAILABLE, and what the fillers throw
 */
export async function startDatabases(options: DatabasesOptions): Promise<Databases> {
  const { places, recipe, reset } = options;
  const wanted = recipeText(recipe);
  const found = readMarker(places.marker);
  const whole = existsSync(places.cluster) && existsSync(places.password);
  if (found !== undefined && found.recipe === wanted && whole && !reset) return { postgres: await startServer(options), filled: found };
  rmSync(places.marker, { force: true });
  rmSync(places.password, { force: true });
  await discardPostgres(places.cluster);
  const postgres = await startServer(options);
  const filled = { recipe: wanted, ...(await fill(postgres, options)) };
  await postgres.checkpoint();
  writeMarker(places.marker, filled);
  return { postgres, filled };
}

async function startServer({ places, closers, progress }: DatabasesOptions): Promise<RunningPostgres> {
  const step = progress.step('PostgreSQL');
  const postgres = await startPostgres({
    dataDir: places.cluster,
    user: USER,
    password: passwordIn(places.password),
    log: (line) => void appendFile(join(places.logs, 'postgres.log'), `${line}\n`),
  });
  await closers.add({ close: () => postgres.close(), kill: () => postgres.kill() });
  step.done(`version 18, port ${postgres.port}`);
  return postgres;
}

/** Made anew with every cluster, readable only by whoever runs the demonstration. */
function passwordIn(file: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const password = randomBytes(18).toString('base64url');
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}

async function fill(postgres: RunningPostgres, { places, recipe, closers, progress }: DatabasesOptions): Promise<Omit<Filled, 'recipe'>> {
  const reading = progress.step('data of the units');
  const filling = await fillFederation(recipe.federation, choicesOf(recipe));
  reading.done(`${filling.units.length} units`);
  for (const { file, read, accepted, merged, rejected } of filling.accounts) {
    progress.note(`${file}: ${count.format(read)} rows read = ${count.format(accepted)} accepted + ${merged} merged + ${rejected} rejected`);
  }
  const refused = filling.accounts.flatMap((account) => account.rejectedRows);
  if (refused.length > 0) {
    await writeRejectedRows(places.rejected, refused);
    progress.note(`rejected rows are kept with their reasons in ${places.rejected}`);
  }
  const step = progress.step('databases of the units');
  const text = (units: number, complaints: number, mediations: number): string =>
    `${units} of ${filling.units.length}, ${count.format(complaints)} complaints, ${count.format(mediations)} mediations`;
  const { units, complaints, mediations } = await fillUnits(postgres, recipe, filling.units, closers, (now) =>
    step.update(text(now.units, now.complaints, now.mediations)),
  );
  step.done(text(units, complaints, mediations));
  return { units: [...filling.units], complaints, mediations };
}
