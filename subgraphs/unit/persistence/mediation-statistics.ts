import type { Decimal } from '../../../shared/domain/decimal.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { RowReader } from './database.ts';
import { monthText } from './month-number.ts';
import { all, join, raw, type Sql, sql } from './sql.ts';

/** By what mediations may be grouped; the unit is the same for every row, the month is that of the opening. */
export type MediationDimension = 'UNIT' | 'METHOD' | 'OUTCOME' | 'MONTH';

/** What is counted of mediations. */
export interface MediationMeasures {
  readonly opened: number;
  readonly closed: number;
  readonly settled: number;
  readonly performed: number;
  readonly settledAmount: Decimal;
}

/** One group: the values of the dimensions that rows decide, in their order, and what was counted. */
export interface MediationGroup {
  readonly values: readonly (string | null)[];
  readonly measures: MediationMeasures;
}

/** What is to be counted. */
export interface MediationStatisticsQuery {
  /** The filter, but for its range. */
  readonly conditions: readonly Sql[];
  /** Beginning of the period; null when it has none. */
  readonly from: Instant | null;
  /** End of the period, not in it. */
  readonly to: Instant;
  readonly groupBy: readonly MediationDimension[];
}

const columns: Readonly<Record<Exclude<MediationDimension, 'UNIT'>, string>> = {
  METHOD: 'method',
  OUTCOME: 'outcome',
  MONTH: 'opened_month',
};

/** Counts mediations by their groups. A group is there only when a row of it was opened or closed in the period. */
export async function measureMediations(reader: RowReader, query: MediationStatisticsQuery): Promise<MediationGroup[]> {
  const rows = await reader.query<MediationMeasures & { values: (string | number | null)[]; rows: number }>(statement(query));
  const counted = rows.filter(({ rows: count }) => count > 0 || query.groupBy.length === 0);
  return counted.map(({ values, rows: _, ...measures }) => ({
    values: values.map((value) => (typeof value === 'number' ? monthText(value) : value)),
    measures,
  }));
}

function statement({ conditions, from, to, groupBy }: MediationStatisticsQuery): Sql {
  const keys = groupBy.flatMap((dimension) => (dimension === 'UNIT' ? [] : [columns[dimension]]));
  const within = (column: string): Sql =>
    sql`coalesce(${raw(column)} >= ${from ?? '-infinity'}::timestamptz AND ${raw(column)} < ${to}::timestamptz, FALSE)`;
  const measures = [
    'count(*) FILTER (WHERE is_opened)::int AS opened',
    'count(*) FILTER (WHERE is_closed)::int AS closed',
    `count(*) FILTER (WHERE is_closed AND outcome IN ('SETTLED', 'PARTLY_SETTLED'))::int AS settled`,
    'count(*) FILTER (WHERE is_closed AND performed)::int AS performed',
    'coalesce(sum(settled_amount) FILTER (WHERE is_closed), 0) AS "settledAmount"',
    'count(*)::int AS rows',
  ];
  const periods = join([sql`${within('opened_at')} AS is_opened`, sql`${within('closed_at')} AS is_closed`], ', ');
  return sql`SELECT jsonb_build_array(${raw(keys.join(', '))}) AS values, ${raw(measures.join(', '))}
    FROM (SELECT *, ${periods} FROM mediation WHERE ${all(conditions)}) AS m
    WHERE is_opened OR is_closed ${raw(keys.length === 0 ? '' : `GROUP BY ${keys.join(', ')}`)}`;
}
