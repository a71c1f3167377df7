/** An instant as canonical text `YYYY-MM-DDTHH:MM:SS.ffffffZ`: UTC, microseconds. Order of bytes is order of time. */
export type Instant = string;

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?([Zz]|[+-]\d\d:\d\d)$/;
const CANONICAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

/** Whether a text is already canonical in form. */
export const isCanonicalInstant = (text: string): boolean => CANONICAL.test(text);

/**
 * Canonical text of an RFC 3339 date and time with zone, at most six decimals. Undefined for anything else, including
 * days that do not exist and leap seconds (PostgreSQL has none).
 */
export function parseInstant(text: string): Instant | undefined {
  const match = RFC3339.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = match as unknown as string[];
  const milliseconds = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const local = new Date(milliseconds);
  if (Number(year) < 100 || local.toISOString().slice(0, 19) !== `${year}-${month}-${day}T${hour}:${minute}:${second}`) return undefined;
  const offset = zoneMinutes(zone);
  if (offset === undefined) return undefined;
  const utc = new Date(milliseconds - offset * 60_000);
  const shown = utc.toISOString();
  return shown.length === 24 ? `${shown.slice(0, 19)}.${fraction.padEnd(6, '0')}Z` : undefined;
}

function zoneMinutes(zone: string): number | undefined {
  if (zone === 'Z' || zone === 'z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4, 6))];
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** Canonical text of milliseconds since 1970. */
export const instantFromMillis = (millis: number): Instant => `${new Date(millis).toISOString().slice(0, 23)}000Z`;

/** Milliseconds since 1970 of a canonical instant, its microseconds cut off. */
export const millisOfInstant = (instant: Instant): number => Date.parse(`${instant.slice(0, 23)}Z`);

/** Whether a text is a calendar date `YYYY-MM-DD` that exists. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}
