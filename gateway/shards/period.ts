import { isCalendarDate, millisOfInstant } from '../../shared/domain/instant.ts';
import { CallerError } from '../../shared/errors/errors.ts';
import type { ArgumentPath, ArgumentRules } from '../supergraph/contract-rules.ts';
import type { JsonObject } from './gather/sourced.ts';

/** First and last calendar day a question is about, in the federation's time zone. */
export interface Period {
  readonly firstDay: string;
  readonly lastDay: string;
}

/** Time as a federation has it. */
export interface FederationTime {
  readonly timeZone: string;
  readonly historyFrom: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function localDay(millis: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  return format.format(millis);
}

/** The value at a place in coerced arguments; undefined when a part of the way is absent. */
export function argumentAt(args: JsonObject, path: ArgumentPath): unknown {
  let value: unknown = args;
  for (const name of path) value = (value as JsonObject | null | undefined)?.[name];
  return value ?? undefined;
}

const firstDayOf = (value: string, zone: string): string => (isCalendarDate(value) ? value : localDay(millisOfInstant(value), zone));

/** The day before an exclusive end: of a date the day before it, of an instant the day of its last instant. */
const lastDayBefore = (value: string, zone: string): string =>
  isCalendarDate(value) ? localDay(Date.parse(`${value}T00:00:00Z`) - 1, 'UTC') : localDay(millisOfInstant(value) - 1, zone);

function refuseReversed(from: unknown, to: unknown, path: ArgumentPath): void {
  if (typeof from === 'string' && typeof to === 'string' && from > to) {
    throw new CallerError('RANGE_REVERSED', `${path.join('.')} ends (${to}) before it begins (${from})`);
  }
}

/**
 * The period of a question, from arguments marked @period. Several ranges give the hull of them; an open begin is the
 * begin of the federation's history, an open end the day of `at`. A range that ends before it begins is the caller's error
 * RANGE_REVERSED.
 */
export function periodOf(rules: ArgumentRules, args: JsonObject, time: FederationTime, at: string): Period {
  const [from, to]: [string[], string[]] = [[], []];
  for (const { path, bound } of rules.period) {
    const value = argumentAt(args, path);
    if (value === undefined) continue;
    const range = bound === 'BOTH' ? (value as JsonObject) : bound === 'FROM' ? { from: value } : { to: value };
    if (bound === 'BOTH') refuseReversed(range.from, range.to, path);
    if (typeof range.from === 'string') from.push(firstDayOf(range.from, time.timeZone));
    if (typeof range.to === 'string') to.push(lastDayBefore(range.to, time.timeZone));
  }
  const bounds = rules.period.filter(({ bound }) => bound !== 'BOTH');
  const bound = (which: 'FROM' | 'TO'): unknown => bounds.flatMap((rule) => (rule.bound === which ? [argumentAt(args, rule.path)] : []))[0];
  refuseReversed(bound('FROM'), bound('TO'), ['from … to']);
  return { firstDay: from.sort()[0] ?? time.historyFrom, lastDay: to.sort().at(-1) ?? localDay(millisOfInstant(at), time.timeZone) };
}
