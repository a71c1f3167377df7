import { writeFileSync } from 'node:fs';
import type { Federation } from '../../shared/config/federation.ts';

/** The address a federation names for its units on this machine, unless told otherwise. */
export const USUAL_UNITS_PORT = 4100;

/**
 * The federation file for gateway and units: the federation's own where its addresses hold, else a copy with the port
 * that the units got.
 * @returns its path
 */
export function effectiveFederation(federation: Federation, unitsPort: number, copy: string): string {
  if (unitsPort === USUAL_UNITS_PORT) return federation.path;
  const { path: _path, ...file } = federation;
  const moved = (address: string): string => address.replace(`//127.0.0.1:${USUAL_UNITS_PORT}/`, `//127.0.0.1:${unitsPort}/`);
  const contracts = Object.fromEntries(
    Object.entries(file.contracts).map(([name, entry]) => [name, entry.url === undefined ? entry : { ...entry, url: moved(entry.url) }]),
  );
  writeFileSync(copy, `${JSON.stringify({ ...file, endpoint: moved(file.endpoint), contracts }, null, 1)}\n`);
  return copy;
}
