import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Federation } from '../../shared/config/federation.ts';
import type { UnitCode } from '../../shared/domain/ids.ts';

/** What the databases of a demonstration are made from: the same recipe gives the same data. */
export interface Recipe {
  readonly federation: Federation;
  readonly scale: number;
  /** Folder whose files are read in place of the sample. */
  readonly input: string | undefined;
}

const markerFile = z.strictObject({
  recipe: z.string(),
  /** Codes of the units with a database. */
  units: z.array(z.string().transform((code) => code as UnitCode)),
  complaints: z.number(),
  mediations: z.number(),
});

/** What is in the databases, by the marker that is written when all are filled. */
export type Filled = z.output<typeof markerFile>;

/** Programs that decide what is stored and how. */
const DECIDING = ['../demo', '../../subgraphs/unit/persistence', '../../shared/domain', '../../shared/connectors'];

/** A text that changes with everything the data depend on: the federation, the scale, the input, and the program itself. */
export function recipeText({ federation, scale, input }: Recipe): string {
  const { path, endpoint: _endpoint, timing: _timing, contracts, ...facts } = federation;
  const hash = createHash('sha256').update(JSON.stringify([facts, Object.keys(contracts), scale]));
  for (const directory of DECIDING) {
    for (const file of filesBelow(fileURLToPath(new URL(directory, import.meta.url)), /(?<!\.test)\.(js|ts)$/)) hash.update(readFileSync(file));
  }
  for (const file of namedFiles(federation.demonstration?.options ?? {}, dirname(path))) hash.update(readFileSync(file));
  for (const file of input === undefined ? [] : filesBelow(input, /\.csv$/))
    hash.update(`${file} ${statSync(file).size} ${statSync(file).mtimeMs}\n`);
  return hash.digest('hex');
}

/** Files that options of a filler name, such as its mapping. */
function namedFiles(options: Readonly<Record<string, unknown>>, base: string): string[] {
  const texts = Object.values(options)
    .flat()
    .filter((value) => typeof value === 'string');
  return texts.map((text) => resolve(base, text)).filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}

function filesBelow(directory: string, wanted: RegExp): string[] {
  if (!existsSync(directory)) return [];
  const entries = readdirSync(directory, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && wanted.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
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
