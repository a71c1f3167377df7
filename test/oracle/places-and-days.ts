import type { InstantText, OracleFederation } from './rows.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day, YYYY-MM-DD, on which an instant falls in a time zone. */
export function dayOf(instant: InstantText, timeZone: string): string {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  formats.set(timeZone, format);
  return format.format(new Date(instant));
}

/** Calendar days between the local days of two instants, 0 when the second is not later. */
export function dayDifference(from: InstantText, to: InstantText, timeZone: string): number {
  const number = (instant: InstantText): number => Date.parse(dayOf(instant, timeZone)) / 86_400_000;
  return Math.max(0, number(to) - number(from));
}

/** What a province code meant on the day it was written. */
export interface WrittenProvince {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly validTo: string | null;
  readonly current: string;
}

/** Reads a province code as of a day: a body that existed then, else the province of today, else the last former one. */
export function provinceOn({ provinces }: OracleFederation, code: string, day: string): WrittenProvince {
  const former = provinces
    .flatMap((today) => today.formedFrom.map((old) => ({ ...old, current: today.code })))
    .filter((old) => old.code === code)
    .sort((a, b) => (a.effectiveTo < b.effectiveTo ? -1 : 1));
  const today = provinces.find((province) => province.code === code);
  const then = former.find(({ effectiveTo }) => day <= effectiveTo);
  const old = then ?? (today === undefined ? former.at(-1) : undefined);
  if (old !== undefined) return { id: `${code}@${old.effectiveTo}`, code, name: old.name, validTo: old.effectiveTo, current: old.current };
  if (today === undefined) throw new Error(`no province ${code}`);
  return { id: code, code, name: today.name, validTo: null, current: code };
}
