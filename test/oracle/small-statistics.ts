import { inRange, type MediationFilterInput, mediationSatisfies } from './lists.ts';
import { dayOf } from './places-and-days.ts';
import { byBytes, cents, decimalText, type InstantText, type OracleContact, type OracleMediation, unitOf } from './rows.ts';

interface Answer<Measures> {
  readonly total: Measures;
  readonly groups: readonly { readonly id: string; readonly measures: Measures }[];
}

function grouped<Row, Measures>(
  rows: readonly Row[],
  values: (row: Row) => readonly unknown[],
  measure: (rows: readonly Row[]) => Measures,
): Answer<Measures> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(values(row));
    if (key !== '[]') groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return {
    total: measure(rows),
    groups: [...groups].sort(([a], [b]) => byBytes(a, b)).map(([id, members]) => ({ id, measures: measure(members) })),
  };
}

/** Counts of contacts as the graph shows them. */
export interface ContactMeasures {
  readonly received: number;
  readonly answered: number;
  readonly advised: number;
}

/** Contacts from a day (included) to a day (excluded). */
export function contactStatistics(
  rows: readonly OracleContact[],
  from: string,
  to: string,
  groupBy: readonly ('UNIT' | 'CHANNEL' | 'MONTH')[],
): Answer<ContactMeasures> {
  const value = (row: OracleContact, dimension: string): string =>
    dimension === 'UNIT' ? row.unit : dimension === 'CHANNEL' ? row.channel : row.day.slice(0, 7);
  const sum = (members: readonly OracleContact[], name: keyof ContactMeasures): number => members.reduce((total, row) => total + row[name], 0);
  return grouped(
    rows.filter(({ day }) => day >= from && day < to),
    (row) => groupBy.map((dimension) => value(row, dimension)),
    (members) => ({ received: sum(members, 'received'), answered: sum(members, 'answered'), advised: sum(members, 'advised') }),
  );
}

/** Counts of mediations as the graph shows them. */
export interface MediationMeasures {
  readonly opened: number;
  readonly closed: number;
  readonly settled: number;
  readonly performed: number;
  readonly settledAmount: string;
}

/** Mediations opened or closed in the period that `opened` names, all until `at` without one. */
export function mediationStatistics(
  rows: readonly OracleMediation[],
  filter: MediationFilterInput,
  groupBy: readonly ('UNIT' | 'METHOD' | 'OUTCOME' | 'MONTH')[],
  timeZone: string,
  at: InstantText,
): Answer<MediationMeasures> {
  const period = { from: filter.opened?.from ?? null, to: filter.opened?.to ?? at };
  const opened = (row: OracleMediation): boolean => inRange(row.openedAt, period);
  const closed = (row: OracleMediation): boolean => row.closedAt !== null && inRange(row.closedAt, period);
  const value = (row: OracleMediation, dimension: string): string | null =>
    dimension === 'UNIT'
      ? unitOf(row.id)
      : dimension === 'METHOD'
        ? row.method
        : dimension === 'OUTCOME'
          ? row.outcome
          : dayOf(row.openedAt, timeZone).slice(0, 7);
  return grouped(
    rows.filter((row) => mediationSatisfies(row, { ...filter, opened: null }) && (opened(row) || closed(row))),
    (row) => groupBy.map((dimension) => value(row, dimension)),
    (members) => {
      const done = members.filter(closed);
      const sum = done.reduce((total, { settledAmount }) => total + (settledAmount === null ? 0n : cents(settledAmount)), 0n);
      return {
        opened: members.filter(opened).length,
        closed: done.length,
        settled: done.filter(({ outcome }) => outcome === 'SETTLED' || outcome === 'PARTLY_SETTLED').length,
        performed: done.filter(({ performed }) => performed === true).length,
        settledAmount: decimalText(sum, 2),
      };
    },
  );
}
