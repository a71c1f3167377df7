import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { isUnitCode, type UnitCode } from '../domain/ids.ts';
import { loadConfig } from './load.ts';

const unitFile = z.strictObject({
  /** The unit's code in the federation file. */
  unit: z
    .string()
    .refine(isUnitCode, 'not a unit code')
    .transform((code) => code as UnitCode),
  /** Path of the federation file, relative to this one. */
  federation: z.string(),
  /** `postgresql://user:password@host:port/database`. */
  databaseUrl: z.string().regex(/^postgres(ql)?:\/\//, 'not a PostgreSQL address'),
  /** Connections to the database at one time. */
  poolSize: z.int().min(1).max(100).default(4),
  /** Contracts served, of those the federation names for the unit; all of them by default. */
  contracts: z.array(z.string()).min(1).optional(),
  /** Largest page. */
  maxPageSize: z.int().min(1).max(1000).default(200),
});

/** The settings of one unit; `federation` is an absolute path. */
export type UnitConfig = z.output<typeof unitFile>;

/** Reads a unit's file. Throws OperatorError CONFIG_INVALID with every fault, or CONFIG_NOT_FOUND. */
export function loadUnitConfig(path: string): UnitConfig {
  const absolute = resolve(path);
  const config = loadConfig(unitFile, absolute);
  return Object.freeze({ ...config, federation: resolve(dirname(absolute), config.federation) });
}
