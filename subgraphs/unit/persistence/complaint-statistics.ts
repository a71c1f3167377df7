import type { DayBucket } from '../../../shared/aggregates/derive.ts';
import type { Decimal } from '../../../shared/domain/decimal.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { ClockStep } from '../../../shared/domain/records.ts';
import { stepState } from './complaint-children.ts';
import { type ComplaintDimension, type DimensionMode, dimensionSql } from './complaint-dimensions.ts';
import type { RowReader } from './database.ts';
import { all, join, raw, type Sql, sql } from './sql.ts';
import { heldAt } from './visibility.ts';

/** Which measures are wanted besides the plain counts, which cost nothing more. */
export interface WantedMeasures {
  readonly amounts: boolean;
  readonly days: boolean;
  readonly histogram: boolean;
  readonly steps: boolean;
}

/** What is to be counted. */
export interface StatisticsQuery extends DimensionMode {
  /** The filter, but for the range of the date basis. */
  readonly conditions: readonly Sql[];
  readonly at: Instant;
  /** Beginning of the period; null when it has none. */
  readonly from: Instant | null;
  /** End of the period, not in it. */
  readonly to: Instant;
  readonly groupBy: readonly ComplaintDimension[];
  readonly wanted: WantedMeasures;
}

export interface AmountSummary {
  readonly count: number;
  readonly sum: Decimal;
}

export interface DaysSummary {
  readonly count: number;
  /** Whole number as text. */
  readonly sum: string;
  readonly histogram: readonly DayBucket[];
}

export interface StepMeasures {
  readonly step: ClockStep;
  readonly met: number;
  readonly missed: number;
  readonly running: number;
  readonly unknown: number;
}

export interface ComplaintMeasures {
  readonly openAtStart: number;
  readonly received: number;
  readonly resolved: number;
  readonly openAtEnd: number;
  readonly transferred: number;
  readonly claimed: AmountSummary;
  readonly settled: AmountSummary;
  readonly resolutionDays: DaysSummary;
  readonly steps: readonly StepMeasures[];
}

/** One group: the values of the dimensions that rows decide, in their order, and what was counted. */
export interface MeasuredGroup {
  readonly values: readonly (string | number | null)[];
  /** Today's province of a group by province as recorded. */
  readonly province: string | null;
  /** Name of the province as recorded. */
  readonly recordedName: string | null;
  readonly measures: ComplaintMeasures;
}

type Keyed<T> = T & { readonly values: readonly (string | number | null)[] };

interface CountsRow {
  readonly open_at_start: number;
  readonly received: number;
  readonly resolved: number;
  readonly open_at_end: number;
  readonly transferred: number;
  readonly claimed_count: number;
  readonly claimed_sum: Decimal;
  readonly settled_count: number;
  readonly settled_sum: Decimal;
  readonly days_count: number;
  readonly days_sum: string;
  readonly province: string | null;
  readonly recorded_name: string | null;
}

/**
 * Counts complaints by their groups; without dimensions the one group of all rows. A group is there only when a row of it
 * counts in some measure. A row stands in a group for each of its behaviours, under null without any.
 */
export async function measureComplaints(reader: RowReader, query: StatisticsQuery): Promise<MeasuredGroup[]> {
  const keys = query.groupBy.flatMap((dimension) => dimensionSql(dimension, query) ?? []);
  const rows = countedRows(query, keys);
  const counts = await reader.query<Keyed<CountsRow>>(countsStatement(rows, keys.length, query));
  const histograms = query.wanted.histogram ? await reader.query<Keyed<DayBucket>>(histogramStatement(rows, keys.length)) : [];
  const steps = query.wanted.steps ? await reader.query<Keyed<StepMeasures>>(stepsStatement(rows, keys.length, query.at)) : [];
  return assembled(counts, byKey(histograms), byKey(steps));
}

/** Rows that count in some measure, with what they count in. Handed-over rows count here only as transferred. */
function countedRows(query: StatisticsQuery, keys: readonly Sql[]): Sql {
  const { from, to, at, basis } = query;
  const [start, end] = [sql`${from ?? '-infinity'}::timestamptz`, sql`${to}::timestamptz`];
  const within = (column: string): Sql => sql`${raw(column)} >= ${start} AND ${raw(column)} < ${end}`;
  const openAt = (instant: Sql): Sql => sql`received_at < ${instant} AND (resolved_at IS NULL OR resolved_at >= ${instant})`;
  const [received, resolved] = [within('received_at'), within('resolved_at')];
  const behaviours = query.groupBy.includes('BEHAVIOUR') ? raw('LEFT JOIN LATERAL unnest(behaviours) AS behaviour(code) ON TRUE') : raw('');
  const dimensions = keys.map((key, index) => sql`${key} AS d${raw(String(index))}`);
  return sql`SELECT ${join([...dimensions, raw('counted.*')], ', ')} FROM (
    SELECT *,
      ${from === null ? raw('FALSE') : sql`held AND ${openAt(start)}`} AS is_open_at_start,
      held AND ${received} AS is_received,
      held AND ${resolved} AS is_resolved,
      held AND ${openAt(end)} AS is_open_at_end,
      transfer_sent AND ${within('transfer_effective_at')} AS is_transferred,
      held AND ${basis === 'RECEIVED' ? received : resolved} AS in_period
    FROM (SELECT *, ${all([heldAt(at)])} AS held FROM complaint WHERE ${all(query.conditions)}) AS complaint
  ) AS counted ${behaviours}
  WHERE is_open_at_start OR is_received OR is_resolved OR is_open_at_end OR is_transferred`;
}

const keyNames = (count: number): string[] => Array.from({ length: count }, (_, index) => `d${index}`);
const keyArray = (count: number): Sql => raw(`jsonb_build_array(${keyNames(count).join(', ')}) AS values`);
const groupBy = (count: number, ...others: string[]): Sql => {
  const names = [...keyNames(count), ...others];
  return raw(names.length === 0 ? '' : `GROUP BY ${names.join(', ')}`);
};

function countsStatement(rows: Sql, keys: number, { wanted, groupBy: dimensions, boundaries }: StatisticsQuery): Sql {
  const counts = ['open_at_start', 'received', 'resolved', 'open_at_end', 'transferred'].map(
    (name) => `count(*) FILTER (WHERE is_${name})::int AS ${name}`,
  );
  const amounts = ['claimed', 'settled'].flatMap((name) => [
    `count(${name}_amount) FILTER (WHERE in_period)::int AS ${name}_count`,
    `coalesce(sum(${name}_amount) FILTER (WHERE in_period), 0) AS ${name}_sum`,
  ]);
  const days = [
    'count(resolution_days) FILTER (WHERE in_period)::int AS days_count',
    'coalesce(sum(resolution_days) FILTER (WHERE in_period), 0) AS days_sum',
  ];
  // All rows of a group by recorded province lie in one province of today and have one name.
  const recorded =
    dimensions.includes('PROVINCE') && boundaries === 'AS_RECORDED' ? ['min(province) AS province', 'min(recorded_name) AS recorded_name'] : [];
  const measures = [...counts, ...(wanted.amounts ? amounts : []), ...(wanted.days ? days : []), ...recorded];
  return sql`SELECT ${keyArray(keys)}, ${raw(measures.join(', '))} FROM (${rows}) AS r ${groupBy(keys)}`;
}

const histogramStatement = (rows: Sql, keys: number): Sql =>
  sql`SELECT ${keyArray(keys)}, resolution_days AS days, count(*)::int AS count FROM (${rows}) AS r
    WHERE in_period AND resolution_days IS NOT NULL ${groupBy(keys, 'resolution_days')} ORDER BY resolution_days`;

function stepsStatement(rows: Sql, keys: number, at: Instant): Sql {
  const states = ['met', 'missed', 'running', 'unknown'].map((state) => `count(*) FILTER (WHERE state = '${state.toUpperCase()}')::int AS ${state}`);
  return sql`SELECT ${keyArray(keys)}, step, ${raw(states.join(', '))} FROM (
      SELECT r.*, s.step, ${stepState(at)} AS state FROM (${rows}) AS r JOIN step s ON s.complaint_id = r.id WHERE r.in_period
    ) AS stepped ${groupBy(keys, 'step')} ORDER BY step`;
}

function byKey<T>(rows: readonly Keyed<T>[]): ReadonlyMap<string, T[]> {
  const lists = new Map<string, T[]>();
  for (const { values, ...rest } of rows) {
    const key = JSON.stringify(values);
    lists.set(key, [...(lists.get(key) ?? []), rest as T]);
  }
  return lists;
}

function assembled(
  counts: readonly Keyed<CountsRow>[],
  histograms: ReadonlyMap<string, DayBucket[]>,
  steps: ReadonlyMap<string, StepMeasures[]>,
): MeasuredGroup[] {
  return counts.map((row) => {
    const key = JSON.stringify(row.values);
    return {
      values: row.values,
      province: row.province ?? null,
      recordedName: row.recorded_name ?? null,
      measures: {
        openAtStart: row.open_at_start,
        received: row.received,
        resolved: row.resolved,
        openAtEnd: row.open_at_end,
        transferred: row.transferred,
        claimed: { count: row.claimed_count, sum: row.claimed_sum },
        settled: { count: row.settled_count, sum: row.settled_sum },
        resolutionDays: { count: row.days_count, sum: row.days_sum, histogram: histograms.get(key) ?? [] },
        steps: steps.get(key) ?? [],
      },
    };
  });
}
