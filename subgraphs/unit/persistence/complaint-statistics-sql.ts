import { stepState } from './complaint-children.ts';
import { all, join, raw, type Sql, sql } from './sql.ts';
import type { StatisticsQuery } from './statistics-query.ts';
import { heldAt } from './visibility.ts';

type Period = Pick<StatisticsQuery, 'from' | 'to'>;

const start = ({ from }: Period): Sql => sql`${from ?? '-infinity'}::timestamptz`;
const end = ({ to }: Period): Sql => sql`${to}::timestamptz`;
const within = (column: string, period: Period): Sql => sql`${raw(column)} >= ${start(period)} AND ${raw(column)} < ${end(period)}`;
const openAt = (instant: Sql): Sql => sql`received_at < ${instant} AND (resolved_at IS NULL OR resolved_at >= ${instant})`;

/** What a row counts in. A row handed over to another unit counts as transferred here, and as nothing else. */
function flags(query: StatisticsQuery): Sql {
  const inPeriod = within(query.basis === 'RECEIVED' ? 'received_at' : 'resolved_at', query);
  return sql`${query.from === null ? raw('FALSE') : sql`held AND ${openAt(start(query))}`} AS is_open_at_start,
    held AND ${within('received_at', query)} AS is_received,
    held AND ${within('resolved_at', query)} AS is_resolved,
    held AND ${openAt(end(query))} AS is_open_at_end,
    transfer_sent AND ${within('transfer_effective_at', query)} AS is_transferred,
    held AND ${inPeriod} AS in_period`;
}

const byBehaviour = ({ groupBy }: StatisticsQuery): boolean => groupBy.includes('BEHAVIOUR');

/** All rows of a group by recorded province lie in one province of today and have one name. */
const byRecordedProvince = ({ groupBy, boundaries }: StatisticsQuery): boolean => groupBy.includes('PROVINCE') && boundaries === 'AS_RECORDED';

/**
 * Rows with their dimensions `d0`, `d1`, `d2` and what they count in. The inner OFFSET keeps the planner from putting the
 * conditions in place of each of their uses, which would evaluate them a dozen times for every row.
 */
function countedRows(query: StatisticsQuery, keys: readonly Sql[]): Sql {
  const behaviours = byBehaviour(query) ? raw('LEFT JOIN LATERAL unnest(behaviours) AS behaviour ON TRUE') : raw('');
  const dimensions = keys.map((key, index) => sql`${key} AS d${raw(String(index))},`);
  return sql`SELECT ${join(dimensions, ' ')} ${raw(byRecordedProvince(query) ? 'province, recorded_name,' : '')}
      id, claimed_amount, settled_amount, resolution_days, ${flags(query)}
    FROM (SELECT *, ${all([heldAt(query.at)])} AS held FROM complaint WHERE ${all(query.conditions)}) AS complaint ${behaviours}
    OFFSET 0`;
}

/** Rows of the period alone: those that amounts, days and steps are counted of. */
function periodRows(query: StatisticsQuery, keys: readonly Sql[]): Sql {
  const behaviours = byBehaviour(query) ? raw('LEFT JOIN LATERAL unnest(behaviours) AS behaviour ON TRUE') : raw('');
  const dimensions = keys.map((key, index) => sql`${key} AS d${raw(String(index))},`);
  const inPeriod = within(query.basis === 'RECEIVED' ? 'received_at' : 'resolved_at', query);
  return sql`SELECT ${join(dimensions, ' ')} id, resolution_days FROM complaint ${behaviours} WHERE ${all([heldAt(query.at), inPeriod, ...query.conditions])}`;
}

const keyNames = (count: number): string[] => Array.from({ length: count }, (_, index) => `d${index}`);

/** The dimensions and whether a row is of all rows. */
const keyColumns = (count: number): Sql =>
  raw([...keyNames(count), count === 0 ? 'TRUE AS whole' : `grouping(${keyNames(count).join(', ')}) > 0 AS whole`].join(', '));

/** By the dimensions and, if wanted, all rows as well. */
function grouping(query: StatisticsQuery, count: number, ...others: string[]): Sql {
  const groups = [...keyNames(count), ...others];
  if (count === 0) return raw(others.length === 0 ? '' : `GROUP BY ${others.join(', ')}`);
  return raw(query.withTotal ? `GROUP BY GROUPING SETS ((${groups.join(', ')}), (${others.join(', ')}))` : `GROUP BY ${groups.join(', ')}`);
}

/** Counts, amounts and days of every group. */
export function countsStatement(query: StatisticsQuery, keys: readonly Sql[]): Sql {
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
  const recorded = byRecordedProvince(query) ? ['min(province) AS province', 'min(recorded_name) AS recorded_name'] : [];
  const measures = [...counts, ...(query.wanted.amounts ? amounts : []), ...(query.wanted.days ? days : []), ...recorded];
  return sql`SELECT ${keyColumns(keys.length)}, ${raw(measures.join(', '))} FROM (${countedRows(query, keys)}) AS counted
    WHERE is_open_at_start OR is_received OR is_resolved OR is_open_at_end OR is_transferred ${grouping(query, keys.length)}`;
}

/** Resolved complaints of every group by the days they took. */
export const histogramStatement = (query: StatisticsQuery, keys: readonly Sql[]): Sql =>
  sql`SELECT ${keyColumns(keys.length)}, resolution_days AS days, count(*)::int AS count FROM (${periodRows(query, keys)}) AS counted
    WHERE resolution_days IS NOT NULL ${grouping(query, keys.length, 'resolution_days')} ORDER BY resolution_days`;

/** Steps of every group by how they were kept. */
export function stepsStatement(query: StatisticsQuery, keys: readonly Sql[]): Sql {
  const states = ['met', 'missed', 'running', 'unknown'].map((state) => `count(*) FILTER (WHERE state = '${state.toUpperCase()}')::int AS ${state}`);
  return sql`SELECT ${keyColumns(keys.length)}, step, ${raw(states.join(', '))} FROM (
      SELECT counted.*, s.step, ${stepState(query.at)} AS state FROM (${periodRows(query, keys)}) AS counted JOIN step s ON s.complaint_id = counted.id
      OFFSET 0
    ) AS stepped ${grouping(query, keys.length, 'step')} ORDER BY step`;
}
