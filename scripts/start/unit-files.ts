import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { UnitCode } from '../../shared/domain/ids.ts';

/** Connections of one unit to its database at one time. */
const POOL_SIZE = 4;

/** Writes the file of every unit, as its own operator would, and removes others. */
export function writeUnitFiles(directory: string, federation: string, units: readonly UnitCode[], databaseUrl: (unit: UnitCode) => string): void {
  for (const name of readdirSync(directory)) rmSync(join(directory, name));
  for (const unit of units) {
    const file = stringify({ unit, federation, databaseUrl: databaseUrl(unit), poolSize: POOL_SIZE });
    writeFileSync(join(directory, `${unit}.yaml`), file, { mode: 0o600 });
  }
}
