import type { Instant } from '../../../shared/domain/instant.ts';

/** Seconds of local time in Viet Nam (UTC+7, no summer time) since 1970-01-01T00:00:00 local. */
export type LocalSeconds = number;

export const DAY = 86_400;
const OFFSET = 7 * 3600;

/** Number of a calendar date, counted in days from 1970-01-01. */
export const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/** The calendar date of a day number. */
export const dateOfDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** First day with records. */
export const FIRST_DAY = dayNumber('2024-01-01');
/** The first day without records: the data are as of its beginning, whatever the clock says. */
export const AS_OF_DAY = dayNumber('2026-11-15');
/** The instant the data are as of. */
export const AS_OF: LocalSeconds = AS_OF_DAY * DAY;
/** The day from which the codes of the 34 provinces are written. */
export const NEW_CODES_DAY = dayNumber('2025-07-01');

/** The local day a moment lies on. */
export const dayOf = (moment: LocalSeconds): number => Math.floor(moment / DAY);

/** Canonical instant of a local moment. */
export function instantOf(moment: LocalSeconds, micros = 0): Instant {
  const seconds = new Date((moment - OFFSET) * 1000).toISOString().slice(0, 19);
  return `${seconds}.${String(micros).padStart(6, '0')}Z`;
}
