import { type Instant, instantFromMillis } from '../domain/instant.ts';

/** A local date and time as milliseconds since 1970-01-01T00:00:00 of the same clock face. */
export type LocalMillis = number;

const DAY_MS = 86_400_000;
// Every offset since 1972 changes on a quarter of an hour.
const QUARTER_MS = 900_000;

/**
 * Reads local times of a zone (IANA name). A time that comes twice, when clocks go back, is the earlier one; undefined for
 * a time that was skipped when they went forward.
 */
export function zonedTime(timeZone: string): (local: LocalMillis) => Instant | undefined {
  const offsetAt = offsetsOf(timeZone);
  const known = new Map<number, number | undefined>();
  const offsetOf = (local: LocalMillis): number | undefined => {
    const candidates = [offsetAt(local - DAY_MS), offsetAt(local + DAY_MS)].filter((offset) => offsetAt(local - offset) === offset);
    return candidates.length === 0 ? undefined : Math.max(...candidates);
  };
  return (local) => {
    const quarter = Math.floor(local / QUARTER_MS);
    if (!known.has(quarter)) known.set(quarter, offsetOf(quarter * QUARTER_MS));
    const offset = known.get(quarter);
    return offset === undefined ? undefined : instantFromMillis(local - offset);
  };
}

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetsOf(timeZone: string): (utc: number) => number {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (utc) => {
    const whole = Math.floor(utc / 1000) * 1000;
    const part = Object.fromEntries(format.formatToParts(whole).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - whole;
  };
}
