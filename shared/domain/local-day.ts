import { type Instant, millisOfInstant } from './instant.ts';

/** Gives the calendar day, `YYYY-MM-DD`, on which an instant falls in one time zone. */
export type LocalDay = (instant: Instant) => string;

// Every zone's offset since 1972 changes on a quarter of an hour, so all instants of one share the day of its start.
const QUARTER_MS = 900_000;
const REMEMBERED = 50_000;

/** The calendar of a time zone (IANA name). Remembers what it has computed. */
export function localDayIn(timeZone: string): LocalDay {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const known = new Map<number, string>();
  return (instant) => {
    const quarter = Math.floor(millisOfInstant(instant) / QUARTER_MS);
    const found = known.get(quarter);
    if (found !== undefined) return found;
    if (known.size >= REMEMBERED) known.clear();
    const day = isoDay(format, quarter * QUARTER_MS);
    known.set(quarter, day);
    return day;
  };
}

function isoDay(format: Intl.DateTimeFormat, millis: number): string {
  const parts = Object.fromEntries(format.formatToParts(millis).map(({ type, value }) => [type, value]));
  return `${(parts.year ?? '').padStart(4, '0')}-${parts.month}-${parts.day}`;
}

const DAY_MS = 86_400_000;

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

/** Calendar days from one day to another, negative when `to` is the earlier. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** The day `count` calendar days after another. */
export const addDays = (day: string, count: number): string => new Date((dayNumber(day) + count) * DAY_MS).toISOString().slice(0, 10);

/** 0 for Sunday to 6 for Saturday. */
export const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** The last microsecond of a calendar day in a time zone. */
export function endOfLocalDay(day: string, timeZone: string): Instant {
  const start = startOfLocalDay(addDays(day, 1), localDayIn(timeZone));
  return `${new Date(start - 1).toISOString().slice(0, 23)}999Z`;
}

/** First millisecond of a local day: the least quarter of an hour that falls on it or a later one. */
function startOfLocalDay(day: string, localDay: LocalDay): number {
  let low = Date.parse(`${day}T00:00:00Z`) - DAY_MS;
  let high = low + 2 * DAY_MS;
  while (high - low > QUARTER_MS) {
    const middle = low + Math.floor((high - low) / 2 / QUARTER_MS) * QUARTER_MS;
    if (localDay(new Date(middle).toISOString().replace('Z', '000Z')) >= day) high = middle;
    else low = middle;
  }
  return high;
}
