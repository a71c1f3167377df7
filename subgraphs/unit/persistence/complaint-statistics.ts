import type { DayBucket } from '../../../shared/aggregates/derive.ts';
import type { Decimal } from '../../../shared/domain/decimal.ts';
import { dimensionSql } from './complaint-dimensions.ts';
import { countsStatement, histogramStatement, stepsStatement } from './complaint-statistics-sql.ts';
import type { RowReader } from './database.ts';
import { AmountSummary, type ComplaintMeasures, DaysSummary, type StepMeasures } from './measures.ts';
import type { StatisticsQuery } from './statistics-query.ts';

/** One group: the values of the dimensions that rows decide, in their order, and what was counted. */
export interface MeasuredGroup {
  /** Undefined for the group of all rows. */
  readonly values: readonly (string | number | null)[] | undefined;
  /** Today's province of a group by province as recorded. */
  readonly province: string | null;
  /** Name of the province as recorded. */
  readonly recordedName: string | null;
  readonly measures: ComplaintMeasures;
}

/** Values of a row's dimensions `d0`, `d1`, `d2`, and whether it is one of all rows. */
interface Keyed {
  readonly d0?: string | number | null;
  readonly d1?: string | number | null;
  readonly d2?: string | number | null;
  readonly whole: boolean;
}

interface CountsRow extends Keyed {
  readonly open_at_start: number;
  readonly received: number;
  readonly resolved: number;
  readonly open_at_end: number;
  readonly transferred: number;
  readonly claimed_count?: number;
  readonly claimed_sum?: Decimal;
  readonly settled_count?: number;
  readonly settled_sum?: Decimal;
  readonly days_count?: number;
  readonly days_sum?: string;
  readonly province?: string | null;
  readonly recorded_name?: string | null;
}

/**
 * Counts complaints by their groups and, if wanted, all of them; without dimensions that rows decide, all of them alone. A
 * group is there only when a row of it counts in some measure. A row stands in a group for each of its behaviours, under
 * null without any: then the group of all rows must not be asked for in the same query.
 */
export async function measureComplaints(reader: RowReader, query: StatisticsQuery): Promise<MeasuredGroup[]> {
  const keys = query.groupBy.flatMap((dimension) => dimensionSql(dimension, query) ?? []);
  const counts = await reader.query<CountsRow>(countsStatement(query, keys));
  const histograms = query.wanted.histogram ? await reader.query<Keyed & DayBucket>(histogramStatement(query, keys)) : [];
  const steps = query.wanted.steps ? await reader.query<Keyed & StepMeasures>(stepsStatement(query, keys)) : [];
  return assembled(counts, byKey(histograms, keys.length), byKey(steps, keys.length), keys.length);
}

const valuesOf = ({ d0, d1, d2 }: Keyed, count: number): (string | number | null)[] => [d0 ?? null, d1 ?? null, d2 ?? null].slice(0, count);

const keyOf = (row: Keyed, count: number): string => (row.whole ? '' : JSON.stringify(valuesOf(row, count)));

function byKey<T extends Keyed>(rows: readonly T[], count: number): ReadonlyMap<string, T[]> {
  const lists = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row, count);
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [row]);
    else list.push(row);
  }
  return lists;
}

function assembled(
  counts: readonly CountsRow[],
  histograms: ReadonlyMap<string, DayBucket[]>,
  steps: ReadonlyMap<string, StepMeasures[]>,
  count: number,
): MeasuredGroup[] {
  return counts.map((row) => {
    const key = keyOf(row, count);
    return {
      values: row.whole ? undefined : valuesOf(row, count),
      province: row.province ?? null,
      recordedName: row.recorded_name ?? null,
      measures: {
        openAtStart: row.open_at_start,
        received: row.received,
        resolved: row.resolved,
        openAtEnd: row.open_at_end,
        transferred: row.transferred,
        claimed: new AmountSummary(row.claimed_count ?? 0, row.claimed_sum ?? '0'),
        settled: new AmountSummary(row.settled_count ?? 0, row.settled_sum ?? '0'),
        resolutionDays: new DaysSummary(row.days_count ?? 0, row.days_sum ?? '0', histograms.get(key) ?? []),
        steps: steps.get(key) ?? [],
      },
    };
  });
}
