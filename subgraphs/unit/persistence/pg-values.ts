import { types as pgTypes } from 'pg';
import { parseDecimal } from '../../../shared/domain/decimal.ts';
import type { Instant } from '../../../shared/domain/instant.ts';

const TIMESTAMPTZ = 1184;
const NUMERIC = 1700;
const DATE = 1082;
const PG_TIMESTAMP = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/;

/**
 * The canonical instant of a timestamp with time zone as PostgreSQL prints it in a session in UTC. A JavaScript Date would
 * lose its microseconds.
 */
export function instantOfPg(text: string): Instant {
  const match = PG_TIMESTAMP.exec(text);
  if (match === null) throw new RangeError(`not a timestamp of a session in UTC: ${text}`);
  const [, day, time, fraction = ''] = match;
  return `${day}T${time}.${fraction.padEnd(6, '0')}Z`;
}

const decimalOfPg = (text: string): string => parseDecimal(text) ?? text;

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [TIMESTAMPTZ]: instantOfPg,
  [NUMERIC]: decimalOfPg,
  [DATE]: (text) => text,
};

/** How values of PostgreSQL are read: instants and numerics as canonical text, dates as `YYYY-MM-DD`. */
export const exactTypes = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => parsers[oid] ?? pgTypes.getTypeParser(oid, format as 'text'),
};
