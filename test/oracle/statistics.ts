import { type ComplaintFilterInput, inRange, satisfies } from './lists.ts';
import { dayDifference, dayOf, provinceOn } from './places-and-days.ts';
import {
  byBytes,
  cents,
  decimalText,
  type InstantText,
  isHeld,
  isSender,
  type OracleComplaint,
  type OracleFederation,
  stepState,
  unitOf,
} from './rows.ts';

/** A dimension of complaint statistics. */
export type Dimension =
  | 'PROVINCE'
  | 'UNIT'
  | 'UNIT_KIND'
  | 'SECTOR'
  | 'BEHAVIOUR'
  | 'KIND'
  | 'PROCEDURE'
  | 'CHANNEL'
  | 'STATUS'
  | 'OUTCOME'
  | 'PLATFORM'
  | 'TRANSACTION_TYPE'
  | 'MONTH'
  | 'QUARTER'
  | 'YEAR';

/** A question for complaint statistics. */
export interface StatisticsInput {
  readonly filter: ComplaintFilterInput;
  readonly groupBy: readonly Dimension[];
  readonly dateBasis: 'RECEIVED' | 'RESOLVED';
  readonly boundaries: 'CURRENT' | 'AS_RECORDED';
}

/** An amount summary as the graph shows it. */
export interface AmountAnswer {
  readonly count: number;
  readonly sum: string;
  readonly mean: string | null;
}

/** The measures of a set of complaints as the graph shows them. */
export interface MeasuresAnswer {
  readonly openAtStart: number;
  readonly received: number;
  readonly resolved: number;
  readonly openAtEnd: number;
  readonly transferred: number;
  readonly claimed: AmountAnswer;
  readonly settled: AmountAnswer;
  readonly resolutionDays: {
    readonly count: number;
    readonly sum: string;
    readonly histogram: readonly { readonly days: number; readonly count: number }[];
    readonly mean: string | null;
    readonly p50: number | null;
    readonly p90: number | null;
  };
  readonly steps: readonly {
    readonly step: string;
    readonly met: number;
    readonly missed: number;
    readonly running: number;
    readonly unknown: number;
  }[];
}

/** A group: its id and its measures. */
export interface GroupAnswer {
  readonly id: string;
  readonly measures: MeasuresAnswer;
}

/** A question with all that its answer depends on. */
interface Question extends StatisticsInput {
  readonly federation: OracleFederation;
  readonly at: InstantText;
  readonly from: InstantText | null;
  readonly to: InstantText;
}

/** What one row adds to the counts over a period, and whether its basis date lies in it. */
interface Touch {
  readonly row: OracleComplaint;
  readonly openAtStart: boolean;
  readonly received: boolean;
  readonly resolved: boolean;
  readonly openAtEnd: boolean;
  readonly transferred: boolean;
  readonly basis: boolean;
}

function touchOf({ from, to, at, dateBasis }: Question, row: OracleComplaint): Touch {
  const period = { from, to };
  const held = isHeld(row, at);
  const resolvedBefore = (instant: InstantText): boolean => row.resolvedAt !== null && row.resolvedAt < instant;
  const left = row.transfer?.effectiveAt ?? null;
  return {
    row,
    openAtStart: held && from !== null && row.receivedAt < from && !resolvedBefore(from),
    received: held && inRange(row.receivedAt, period),
    resolved: held && row.resolvedAt !== null && inRange(row.resolvedAt, period),
    openAtEnd: held && row.receivedAt < to && !resolvedBefore(to),
    transferred: left !== null && inRange(left, period) && isSender(row) && (row.transfer?.toId !== null || row.transfer.outsideBody !== null),
    basis: held && (dateBasis === 'RECEIVED' ? inRange(row.receivedAt, period) : row.resolvedAt !== null && inRange(row.resolvedAt, period)),
  };
}

const COUNTS = ['openAtStart', 'received', 'resolved', 'openAtEnd', 'transferred'] as const;

function amounts(rows: readonly OracleComplaint[], field: 'claimedAmount' | 'settledAmount'): AmountAnswer {
  const values = rows.flatMap((row) => (row[field] === null ? [] : [cents(row[field])]));
  const sum = values.reduce((a, b) => a + b, 0n);
  return { count: values.length, sum: decimalText(sum, 2), mean: mean(sum * 10_000n, values.length) };
}

/** Mean of millionths, rounded half up to a millionth; no value here is negative. */
function mean(millionths: bigint, count: number): string | null {
  if (count === 0) return null;
  const divisor = BigInt(count);
  return decimalText((millionths * 2n + divisor) / (divisor * 2n), 6);
}

/** The first value whose position in the ordered list reaches the fraction: `percentile_disc`. */
export function percentileDisc(values: readonly number[], fraction: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.find((_, index) => (index + 1) / sorted.length >= fraction) ?? null;
}

function resolutionDays(rows: readonly OracleComplaint[], timeZone: string): MeasuresAnswer['resolutionDays'] {
  const days = rows.flatMap((row) => (row.resolvedAt === null ? [] : [dayDifference(row.receivedAt, row.resolvedAt, timeZone)]));
  const sum = BigInt(days.reduce((a, b) => a + b, 0));
  return {
    count: days.length,
    sum: sum.toString(),
    histogram: [...new Set(days)].sort((a, b) => a - b).map((value) => ({ days: value, count: days.filter((day) => day === value).length })),
    mean: mean(sum * 1_000_000n, days.length),
    p50: percentileDisc(days, 0.5),
    p90: percentileDisc(days, 0.9),
  };
}

function steps(rows: readonly OracleComplaint[], at: InstantText): MeasuresAnswer['steps'] {
  const all = rows.flatMap((row) => row.steps.map((step) => ({ step: step.step, state: stepState(step, at) })));
  const names = [...new Set(all.map(({ step }) => step))].sort(byBytes);
  return names.map((name) => {
    const count = (state: string): number => all.filter((item) => item.step === name && item.state === state).length;
    return { step: name, met: count('MET'), missed: count('MISSED'), running: count('RUNNING'), unknown: count('UNKNOWN') };
  });
}

function measures({ federation, at }: Question, touches: readonly Touch[]): MeasuresAnswer {
  const counted = touches.filter(({ basis }) => basis).map(({ row }) => row);
  const [openAtStart, received, resolved, openAtEnd, transferred] = COUNTS.map((name) => touches.filter((touch) => touch[name]).length) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return {
    openAtStart,
    received,
    resolved,
    openAtEnd,
    transferred,
    claimed: amounts(counted, 'claimedAmount'),
    settled: amounts(counted, 'settledAmount'),
    resolutionDays: resolutionDays(counted, federation.timeZone),
    steps: steps(counted, at),
  };
}

/** The values of one dimension that a row counts under: one, but as many as it has behaviours. */
function valuesOf({ federation, dateBasis, boundaries }: Question, row: OracleComplaint, dimension: Dimension): (string | number | null)[] {
  const basis = dateBasis === 'RECEIVED' ? row.receivedAt : row.resolvedAt;
  const day = basis === null ? null : dayOf(basis, federation.timeZone);
  switch (dimension) {
    case 'PROVINCE': {
      const province = provinceOn(federation, row.provinceCode, dayOf(row.receivedAt, federation.timeZone));
      return [boundaries === 'CURRENT' ? province.current : province.id];
    }
    case 'UNIT':
      return [unitOf(row.id)];
    case 'UNIT_KIND':
      return [federation.unitKinds.get(unitOf(row.id)) ?? null];
    case 'SECTOR':
      return [row.sector];
    case 'BEHAVIOUR':
      return row.behaviours.length === 0 ? [null] : [...new Set(row.behaviours)];
    case 'KIND':
      return [row.kind];
    case 'PROCEDURE':
      return [row.procedure];
    case 'CHANNEL':
      return [row.channel];
    case 'STATUS':
      return [row.status];
    case 'OUTCOME':
      return [row.outcome];
    case 'PLATFORM':
      return [row.platform];
    case 'TRANSACTION_TYPE':
      return [row.transactionType];
    case 'MONTH':
      return [day?.slice(0, 7) ?? null];
    case 'QUARTER':
      return [day === null ? null : `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`];
    case 'YEAR':
      return [day === null ? null : Number(day.slice(0, 4))];
  }
}

function keysOf(question: Question, row: OracleComplaint): string[] {
  const combinations = question.groupBy.reduce<(string | number | null)[][]>(
    (heads, dimension) => heads.flatMap((head) => valuesOf(question, row, dimension).map((value) => [...head, value])),
    [[]],
  );
  return combinations.map((values) => JSON.stringify(values));
}

/** The answer of complaint statistics over one set of rows. */
export function complaintStatistics(
  federation: OracleFederation,
  rows: readonly OracleComplaint[],
  input: StatisticsInput,
  at: InstantText,
): { readonly total: MeasuresAnswer; readonly groups: readonly GroupAnswer[] } {
  const basisRange = input.dateBasis === 'RECEIVED' ? 'received' : 'resolved';
  const range = input.filter[basisRange];
  const question: Question = { ...input, federation, at, from: range?.from ?? null, to: range?.to ?? at };
  const others = { ...input.filter, [basisRange]: null };
  const touches = rows
    .filter((row) => satisfies(federation, row, others, at))
    .map((row) => touchOf(question, row))
    .filter((touch) => touch.basis || COUNTS.some((name) => touch[name]));
  const groups = new Map<string, Touch[]>();
  if (input.groupBy.length > 0) {
    for (const touch of touches) for (const key of keysOf(question, touch.row)) groups.set(key, [...(groups.get(key) ?? []), touch]);
  }
  return {
    total: measures(question, touches),
    groups: [...groups].sort(([a], [b]) => byBytes(a, b)).map(([id, members]) => ({ id, measures: measures(question, members) })),
  };
}
