import { availableParallelism } from 'node:os';
import type { UnitCode } from '../../shared/domain/ids.ts';
import { migrateUnitDatabase } from '../../subgraphs/unit/persistence/ingest.ts';
import type { RunningPostgres } from '../embedded-postgres.ts';
import type { Closers } from './closers.ts';
import { startFillWorkers } from './fill-workers.ts';
import type { Recipe } from './marker.ts';

/** How far the filling is. */
export interface FillProgress {
  readonly units: number;
  readonly complaints: number;
  readonly mediations: number;
}

const TEMPLATE = 'unit_template';
const MOST_WORKERS = 4;

/** The name of a unit's database. */
export const databaseName = (unit: UnitCode): string => `unit_${unit.toLowerCase().replaceAll('-', '_')}`;

/**
 * Creates one database for each unit, as a copy of one with the tables, and fills them, several at a time.
 * @param tell told after every unit
 * @throws OperatorError of a unit that cannot be filled
 */
export async function fillUnits(
  postgres: RunningPostgres,
  recipe: Recipe,
  units: readonly UnitCode[],
  closers: Closers,
  tell: (progress: FillProgress) => void,
): Promise<FillProgress> {
  const lanes = Math.min(availableParallelism(), MOST_WORKERS, units.length);
  const workers = startFillWorkers(lanes, { federation: recipe.federation.path, scale: recipe.scale, input: recipe.input });
  await closers.add({ close: async () => workers.close(), kill: workers.close });
  await postgres.createDatabase(TEMPLATE);
  await migrateUnitDatabase(postgres.url(TEMPLATE));
  let total: FillProgress = { units: 0, complaints: 0, mediations: 0 };
  const waiting = [...units];
  const lane = async (number: number): Promise<void> => {
    for (let unit = waiting.shift(); unit !== undefined; unit = waiting.shift()) {
      const name = databaseName(unit);
      await postgres.createDatabase(name, TEMPLATE);
      const { complaints, mediations } = await workers.fill(number, { unit, databaseUrl: postgres.url(name) });
      total = { units: total.units + 1, complaints: total.complaints + complaints, mediations: total.mediations + mediations };
      tell(total);
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
  } finally {
    workers.close();
  }
  return total;
}
