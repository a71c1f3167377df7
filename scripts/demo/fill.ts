import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { Federation } from '../../shared/config/federation.ts';
import { checkConfig } from '../../shared/config/load.ts';
import type { FileAccount } from '../../shared/connectors/account.ts';
import { loadMapping } from '../../shared/connectors/mapping/mapping-file.ts';
import { OperatorError } from '../../shared/errors/errors.ts';
import type { DemoFilling } from './filling.ts';
import { fillSindec } from './sindec/fill.ts';
import { fillVietnam } from './vietnam/fill.ts';

/** Choices of the one who starts the demonstration. */
export interface FillChoices {
  /** For generated data: 1 is the full size. */
  readonly scale?: number;
  /** For real records: a folder whose `.csv` files are read in place of the sample. */
  readonly input?: string;
}

/** Data of a federation; `accounts` tells what became of the rows of each file, empty for generated data. */
export interface FederationFilling extends DemoFilling {
  readonly accounts: readonly FileAccount[];
}

const vietnamOptions = z.strictObject({ scale: z.number().min(0.001).max(100).default(1), seed: z.string().min(1).default('lien-thong') });
const sindecOptions = z.strictObject({ mapping: z.string(), files: z.array(z.string()).min(1) });

/**
 * The data that a federation file names for its demonstration; paths in its options are relative to it.
 * @throws OperatorError CONFIG_INVALID for wrong options or none, MAPPING_INVALID, INPUT_NOT_FOUND, and what the filler throws
 */
export async function fillFederation(federation: Federation, choices: FillChoices = {}): Promise<FederationFilling> {
  const { demonstration, path } = federation;
  if (demonstration === undefined) throw new OperatorError('CONFIG_INVALID', `${path} names no demonstration data`);
  const where = `demonstration.options of ${path}`;
  if (demonstration.filler === 'vietnam') {
    const { scale, seed } = checkConfig(vietnamOptions, demonstration.options, where);
    return { ...fillVietnam({ federation, scale: choices.scale ?? scale, seed }), accounts: [] };
  }
  const options = checkConfig(sindecOptions, demonstration.options, where);
  const base = dirname(path);
  const files = choices.input === undefined ? options.files.map((file) => resolve(base, file)) : csvFilesIn(choices.input);
  return fillSindec({ federation, mapping: loadMapping(resolve(base, options.mapping)), files });
}

function csvFilesIn(folder: string): readonly string[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.csv')) : [];
  if (names.length === 0) throw new OperatorError('INPUT_NOT_FOUND', `no .csv file in ${folder}`);
  return names.sort().map((name) => join(folder, name));
}
