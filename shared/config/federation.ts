import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { isUnitCode, type UnitCode } from '../domain/ids.ts';
import { isCalendarDate } from '../domain/instant.ts';
import { checkConfig, loadConfig } from './load.ts';

const date = z.string().refine(isCalendarDate, 'not a date YYYY-MM-DD');
const unitCode = z
  .string()
  .refine(isUnitCode, 'not a unit code')
  .transform((code) => code as UnitCode);
const timeZone = z.string().refine((zone) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}, 'not an IANA time zone');

const province = z.strictObject({
  code: z.string().min(1),
  name: z.string().min(1),
  nameEn: z.string().min(1),
  kind: z.enum(['PROVINCE', 'MUNICIPALITY', 'STATE', 'FEDERAL_DISTRICT']),
  effectiveFrom: date,
  /** Bodies this province was formed from; `effectiveTo` is their last day. */
  formedFrom: z.array(z.strictObject({ code: z.string().min(1), name: z.string().min(1), effectiveTo: date })).default([]),
});

const unit = z.strictObject({
  code: unitCode,
  name: z.string().min(1),
  kind: z.enum(['DEPARTMENT', 'ASSOCIATION', 'AUTHORITY', 'MINISTRY_UNIT']),
  province: z.string().optional(),
  agencyCode: z
    .string()
    .regex(/^[A-Y][0-9]{2}(\.[0-9A-Z]+)*$/)
    .max(35)
    .optional(),
  state: z.enum(['EXPECTED', 'CONNECTED', 'CERTIFIED', 'SUSPENDED', 'RETIRED']),
  contracts: z.array(z.string().min(1)).min(1),
  /** Units whose rows this unit may hold an answer about; `"*"` alone means all. */
  covers: z.array(z.string()).default([]),
  /** Addresses per contract, in place of the federation's endpoint template. */
  urls: z.record(z.string(), z.url()).default({}),
});

const contract = z.strictObject({
  /** Path of the SDL file, relative to the federation file. */
  sdl: z.string(),
  /** Many endpoints with disjoint rows (true) or one endpoint (false). */
  sharded: z.boolean().default(true),
  /** Address of an unsharded contract's endpoint. */
  url: z.url().optional(),
});

const code = z.strictObject({ code: z.string().min(1), name: z.string().min(1), nameEn: z.string().min(1), article: z.string().optional() });

const calendar = z.strictObject({
  /** Days without work that are no Saturday or Sunday. */
  holidays: z.array(date).default([]),
  /** Saturdays and Sundays worked in exchange. */
  workdays: z.array(date).default([]),
});

const timing = z.strictObject({
  /** The one deadline of a request, milliseconds. */
  deadlineMs: z.int().min(50).max(120_000).default(5_000),
  /** Requests at one time to one shard. */
  perShardConcurrency: z.int().min(1).max(256).default(8),
  /** Requests at one time to all shards. */
  concurrency: z.int().min(1).max(4096).default(256),
  /** How often every shard is asked for its status, milliseconds. */
  statusEveryMs: z.int().min(100).max(3_600_000).default(15_000),
});

/** A path, relative to the federation file, or the value itself. */
const fileOr = <S extends z.ZodType>(schema: S) => z.union([z.string(), schema]);

const federationFile = z.strictObject({
  federation: z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower case letters, digits, hyphens'),
  name: z.string().min(1),
  nameEn: z.string().min(1),
  timeZone,
  /** Raised with every change of provinces, calendar or code lists; shards on another version are left out of statistics. */
  referenceVersion: z.string().min(1),
  /** The day before which the federation has no records at all. */
  historyFrom: date,
  /** Shown wherever a person sees the data, such as that it is generated. */
  dataNotice: z.string().optional(),
  dataNoticeEn: z.string().optional(),
  /** Address of a shard; `{unit}` and `{contract}` are filled in. */
  endpoint: z.string().default('http://127.0.0.1:4100/{unit}/{contract}'),
  timing: timing.prefault({}),
  calendar: fileOr(calendar).default({ holidays: [], workdays: [] }),
  provinces: fileOr(z.array(province)),
  sectors: fileOr(z.array(code)),
  behaviours: fileOr(z.array(code)),
  contracts: z.record(z.string().regex(/^[a-z][a-z0-9]*$/), contract),
  units: fileOr(z.array(unit)),
  /** How the demonstration fills the units; free for the filler named. */
  demonstration: z.strictObject({ filler: z.enum(['vietnam', 'sindec']), options: z.record(z.string(), z.unknown()).default({}) }).optional(),
});

/** One body of a federation. */
export type UnitEntry = z.output<typeof unit>;
/** One province as of today, with what it was formed from. */
export type ProvinceEntry = z.output<typeof province>;
/** One entry of a code list. */
export type CodeEntry = z.output<typeof code>;
/** Days off and days worked besides the week. */
export type CalendarEntry = z.output<typeof calendar>;
/** A contract of a federation; `sdl` is an absolute path. */
export type ContractEntry = z.output<typeof contract>;

/** A federation: what the file and the files it names say, checked as a whole. */
export interface Federation extends Omit<z.output<typeof federationFile>, 'calendar' | 'provinces' | 'sectors' | 'behaviours' | 'units'> {
  readonly path: string;
  readonly calendar: CalendarEntry;
  readonly provinces: readonly ProvinceEntry[];
  readonly sectors: readonly CodeEntry[];
  readonly behaviours: readonly CodeEntry[];
  readonly units: readonly UnitEntry[];
}

function repeated(codes: readonly string[]): string[] {
  return [...new Set(codes.filter((item, index) => codes.indexOf(item) !== index))];
}

const wholeFederation = federationFile
  .extend({ calendar, provinces: z.array(province), sectors: z.array(code), behaviours: z.array(code), units: z.array(unit) })
  .superRefine((federation, context) => {
    const fault = (path: (string | number)[], message: string): void => context.addIssue({ code: 'custom', path, message });
    for (const list of ['units', 'provinces', 'sectors', 'behaviours'] as const) {
      for (const twice of repeated(federation[list].map((item) => item.code))) fault([list], `${twice} stands twice`);
    }
    const provinces = new Set(federation.provinces.map((item) => item.code));
    const units = new Set<string>(federation.units.map((item) => item.code));
    federation.units.forEach((item, index) => {
      if (item.province !== undefined && !provinces.has(item.province))
        fault(['units', index, 'province'], `${item.code}: no province ${item.province}`);
      for (const name of item.contracts) {
        if (!(name in federation.contracts)) fault(['units', index, 'contracts'], `${item.code}: no contract ${name}`);
      }
      for (const covered of item.covers) {
        if (covered !== '*' && !units.has(covered)) fault(['units', index, 'covers'], `${item.code}: no unit ${covered}`);
      }
      for (const name of Object.keys(item.urls)) {
        if (!item.contracts.includes(name)) fault(['units', index, 'urls', name], `${item.code} does not serve ${name}`);
      }
    });
    for (const [name, item] of Object.entries(federation.contracts)) {
      if (!item.sharded && item.url === undefined) fault(['contracts', name, 'url'], 'an unsharded contract needs its address');
    }
  });

/**
 * Reads a federation file and the files it names. Throws OperatorError CONFIG_INVALID with every fault, or
 * CONFIG_NOT_FOUND.
 */
export function loadFederation(path: string): Federation {
  const absolute = resolve(path);
  const base = dirname(absolute);
  const file = loadConfig(federationFile, absolute);
  const part = <S extends z.ZodType>(value: string | z.output<S>, schema: S): z.output<S> =>
    typeof value === 'string' ? loadConfig(schema, resolve(base, value)) : value;
  const whole = checkConfig(
    wholeFederation,
    {
      ...file,
      calendar: part(file.calendar, calendar),
      provinces: part(file.provinces, z.array(province)),
      sectors: part(file.sectors, z.array(code)),
      behaviours: part(file.behaviours, z.array(code)),
      units: part(file.units, z.array(unit)),
      contracts: Object.fromEntries(Object.entries(file.contracts).map(([name, item]) => [name, { ...item, sdl: resolve(base, item.sdl) }])),
    },
    absolute,
  );
  return Object.freeze({ ...whole, path: absolute });
}

/**
 * Checks a federation that is given whole, without files of its own.
 * @throws OperatorError CONFIG_INVALID with every fault
 */
export const checkFederation = (where: string, value: z.input<typeof wholeFederation>): Federation =>
  Object.freeze({ ...checkConfig(wholeFederation, value, where), path: where });

/** The address of a unit's endpoint for a contract. */
export function shardUrl(federation: Pick<Federation, 'endpoint'>, entry: UnitEntry, contractName: string): string {
  return entry.urls[contractName] ?? federation.endpoint.replace('{unit}', entry.code).replace('{contract}', contractName);
}
