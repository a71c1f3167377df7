import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the demonstration of one federation keeps its things. */
export interface Places {
  readonly root: string;
  /** Says which process uses all this. */
  readonly owner: string;
  readonly cluster: string;
  readonly password: string;
  /** Says with what the databases were filled; written last. */
  readonly marker: string;
  /** Rows of input files that were not taken, as JSON lines. */
  readonly rejected: string;
  readonly units: string;
  readonly federation: string;
  readonly logs: string;
}

/** The places below a data directory; directories are made. */
export function placesOf(dataDir: string, federationName: string): Places {
  const root = resolve(dataDir, federationName);
  const units = join(root, 'units');
  const logs = join(root, 'logs');
  for (const directory of [units, logs]) mkdirSync(directory, { recursive: true });
  return {
    root,
    owner: join(root, 'start.owner'),
    cluster: join(root, 'pg'),
    password: join(root, 'password'),
    marker: join(root, 'filled.json'),
    rejected: join(root, 'rejected.jsonl'),
    units,
    federation: join(root, 'federation.json'),
    logs,
  };
}
