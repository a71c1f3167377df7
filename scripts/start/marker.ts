import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Federation } from '../../shared/config/federation.ts';

/** What the databases of a demonstration are made from: the same recipe gives the same data. */
export interface Recipe {
  readonly federation: Federation;
  readonly scale: number;
  /** Files read instead of the sample. */
  readonly input: readonly string[];
}

const markerFile = z.strictObject({ recipe: z.string(), complaints: z.number(), mediations: z.number() });

/** What is in the databases, by the marker that is written when all are filled. */
export type Filled = z.output<typeof markerFile>;

/** Programs that decide what is stored and how. */
const DECIDING = ['../demo', '../../subgraphs/unit/persistence', '../../shared/domain'];

/** A text that changes with everything the data depend on: the federation, the scale, the input, and the program itself. */
export function recipeText({ federation, scale, input }: Recipe): string {
  const { path: _path, endpoint: _endpoint, timing: _timing, contracts, ...facts } = federation;
  const hash = createHash('sha256').update(JSON.stringify([facts, Object.keys(contracts), scale]));
  for (const directory of DECIDING) hashDirectory(hash, fileURLToPath(new URL(directory, import.meta.url)));
  for (const file of input) hash.update(`${file} ${statSync(file).size} ${statSync(file).mtimeMs}\n`);
  return hash.digest('hex');
}

function hashDirectory(hash: ReturnType<typeof createHash>, directory: string): void {
  for (const entry of readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) hashDirectory(hash, path);
    else if (/(?<!\.test)\.(js|ts)$/.test(entry.name)) hash.update(readFileSync(path));
  }
}

/** What the databases hold; undefined when they were never filled to the end. */
export function readMarker(path: string): Filled | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return markerFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Writes the marker at once: it is there whole or not at all. */
export function writeMarker(path: string, filled: Filled): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(filled, null, 2)}\n`);
  renameSync(`${path}.new`, path);
}
