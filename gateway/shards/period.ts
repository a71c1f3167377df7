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

function refuseReversed(from: string | undefined, to: string | undefined, path: ArgumentPath): void {
  if (from !== undefined && to !== undefined && from > to) {
    throw new CallerError('RANGE_REVERSED', `${path.join('.')} ends (${to}) before it begins (${from})`);
  }
}

/**
 * The period of a question, from arguments marked @period. Several ranges give the hull of them; where one of them is open, the
 * hull is: an open begin is the begin of the federation's history, an open end the day of `at`. A range that ends before it
 * begins is the caller's error RANGE_REVERSED.
 */
export function periodOf(rules: ArgumentRules, args: JsonObject, time: FederationTime, at: string): Period {
  const today = localDay(millisOfInstant(at), time.timeZone);
  const ranges = [...rangesOf(rules, args), ...boundsOf(rules, args)];
  for (const { from, to, path } of ranges) refuseReversed(from, to, path);
  const first = ranges.map(({ from }) => (from === undefined ? time.historyFrom : firstDayOf(from, time.timeZone)));
  const last = ranges.map(({ to }) => (to === undefined ? today : lastDayBefore(to, time.timeZone)));
  return { firstDay: first.sort()[0] ?? time.historyFrom, lastDay: last.sort().at(-1) ?? today };
}

interface Range {
  readonly path: ArgumentPath;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Ranges given as one argument with `from` and `to`. */
function rangesOf(rules: ArgumentRules, args: JsonObject): Range[] {
  return rules.period.flatMap(({ path, bound }): Range[] => {
    const value = bound === 'BOTH' ? (argumentAt(args, path) as JsonObject | undefined) : undefined;
    return value === undefined ? [] : [{ path, from: textOf(value.from), to: textOf(value.to) }];
  });
}

/** The range given as two arguments, if the field has one. */
function boundsOf(rules: ArgumentRules, args: JsonObject): Range[] {
  const given = (which: 'FROM' | 'TO'): string | undefined => {
    const rule = rules.period.find(({ bound }) => bound === which);
    return rule && textOf(argumentAt(args, rule.path));
  };
  const [from, to] = [given('FROM'), given('TO')];
  return from === undefined && to === undefined ? [] : [{ path: ['from … to'], from, to }];
}
