import type { Instant } from '../../../shared/domain/instant.ts';
import { storable } from './complaint-filter.ts';
import type { UnitDatabase } from './database.ts';
import { type Sql, sql } from './sql.ts';
import { heldAt } from './visibility.ts';

/** Complaints about a trader, counted as complaint statistics without a period count them. */
export interface TraderCounts {
  /** All that count at the instant, whenever they were received. */
  readonly rows: number;
  readonly received: number;
  readonly open: number;
  readonly settled: number;
}

/** A name of a trader with the receipt of the complaint that gives it. */
export interface TraderName {
  readonly name: string;
  readonly seenAt: Instant;
}

/** The statement of {@link readTraderCounts}; exported so that a test can ask the database for its plan. */
export const traderCountsStatement = (ids: readonly string[], at: Instant): Sql => sql`SELECT trader AS id, count(*)::int AS rows,
    count(*) FILTER (WHERE received_at < ${at}::timestamptz)::int AS received,
    count(*) FILTER (WHERE received_at < ${at}::timestamptz AND (resolved_at IS NULL OR resolved_at >= ${at}::timestamptz))::int AS open,
    count(*) FILTER (WHERE received_at < ${at}::timestamptz AND resolved_at < ${at}::timestamptz
      AND outcome IN ('SETTLED', 'PARTLY_SETTLED'))::int AS settled
  FROM complaint CROSS JOIN LATERAL unnest(traders) AS trader
  WHERE traders && ${storable(ids)}::text[] AND trader = ANY(${storable(ids)}::text[]) AND ${heldAt(at)}
  GROUP BY trader`;

/** Counts of the traders that a complaint is about at an instant, by id; others are absent. */
export async function readTraderCounts(database: UnitDatabase, ids: readonly string[], at: Instant): Promise<ReadonlyMap<string, TraderCounts>> {
  const rows = await database.query<TraderCounts & { readonly id: string }>(traderCountsStatement(ids, at));
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

/** The statement of {@link readTraderNames}; exported so that a test can ask the database for its plan. */
export const traderNamesStatement = (ids: readonly string[], at: Instant): Sql => sql`SELECT DISTINCT ON (r.trader_id)
    r.trader_id AS id, r.name, c.received_at AS "seenAt"
  FROM complaint c JOIN respondent r ON r.complaint_id = c.id
  WHERE c.traders && ${storable(ids)}::text[] AND r.trader_id = ANY(${storable(ids)}::text[]) AND r.name IS NOT NULL AND ${heldAt(at)}
  ORDER BY r.trader_id, c.received_at DESC, c.id DESC, r.position`;

/**
 * Names of traders at an instant, by id: of the complaint received last, of several the one with the greatest id, and there
 * the first given. Traders that no complaint names are absent.
 */
export async function readTraderNames(database: UnitDatabase, ids: readonly string[], at: Instant): Promise<ReadonlyMap<string, TraderName>> {
  const rows = await database.query<TraderName & { readonly id: string }>(traderNamesStatement(ids, at));
  return new Map(rows.map(({ id, name, seenAt }) => [id, { name, seenAt }]));
}
