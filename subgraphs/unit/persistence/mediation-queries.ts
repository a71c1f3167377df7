import type { Decimal } from '../../../shared/domain/decimal.ts';
import { parseRowId } from '../../../shared/domain/ids.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { MediationMethod, MediationOutcome } from '../../../shared/domain/records.ts';
import type { Position } from '../../../shared/paging/order.ts';
import { type Conditions, checkRange, type InstantRange, oneOf, rangeConditions } from './complaint-filter.ts';
import type { UnitDatabase } from './database.ts';
import { type KeysetOrder, keysetQuery } from './keyset.ts';
import { all, raw, type Sql, sql } from './sql.ts';

type Maybe<T> = T | null | undefined;

/** What a caller asks of mediations; every part must hold. */
export interface MediationCriteria {
  readonly units?: Maybe<readonly string[]>;
  readonly methods?: Maybe<readonly string[]>;
  readonly outcomes?: Maybe<readonly string[]>;
  readonly opened?: Maybe<InstantRange>;
}

/** A mediation as it is read. */
export interface Mediation {
  readonly id: string;
  readonly unit: { readonly code: string };
  readonly complaint: { readonly originId: string } | null;
  readonly method: MediationMethod;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly outcome: MediationOutcome | null;
  readonly settledAmount: Decimal | null;
  readonly performBy: Instant | null;
  readonly performed: boolean | null;
}

interface MediationColumns {
  readonly id: string;
  readonly complaint_origin_id: string | null;
  readonly method: MediationMethod;
  readonly opened_at: Instant;
  readonly closed_at: Instant | null;
  readonly outcome: MediationOutcome | null;
  readonly settled_amount: Decimal | null;
  readonly perform_by: Instant | null;
  readonly performed: boolean | null;
}

const columns = raw('id, complaint_origin_id, method, opened_at, closed_at, outcome, settled_amount, perform_by, performed');

const mediationOfRow = (row: MediationColumns): Mediation => ({
  id: row.id,
  unit: { code: parseRowId(row.id)?.unit ?? '' },
  complaint: row.complaint_origin_id === null ? null : { originId: row.complaint_origin_id },
  method: row.method,
  openedAt: row.opened_at,
  closedAt: row.closed_at,
  outcome: row.outcome,
  settledAmount: row.settled_amount,
  performBy: row.perform_by,
  performed: row.performed,
});

/**
 * The conditions of a filter but for its range, which a list and statistics treat differently.
 * @throws CallerError RANGE_REVERSED
 */
export function mediationConditions(criteria: Maybe<MediationCriteria>, unit: string): Conditions {
  if (!criteria) return [];
  const { units, methods, outcomes, opened } = criteria;
  if (opened) checkRange('opened', opened);
  if (units && !units.includes(unit)) return 'nothing';
  return [...oneOf(sql`method`, methods), ...oneOf(sql`outcome`, outcomes)];
}

/** The condition of the filter's range, for lists. */
export const openedConditions = (criteria: Maybe<MediationCriteria>): Sql[] => rangeConditions('opened', sql`opened_at`, criteria?.opened);

/** A page of mediations to be read. */
export interface MediationPageQuery {
  readonly conditions: readonly Sql[];
  readonly order: KeysetOrder;
  readonly after: Position | null;
  readonly limit: number;
}

/** The statement of a page; exported so that a test can ask the database for its plan. */
export const mediationPageStatement = (query: MediationPageQuery): Sql => keysetQuery({ table: 'mediation', columns, ...query });

/** At most `limit` mediations after a place in an order. */
export async function readMediations(database: UnitDatabase, query: MediationPageQuery): Promise<Mediation[]> {
  return (await database.query<MediationColumns>(mediationPageStatement(query))).map(mediationOfRow);
}

/** How many mediations meet the conditions. */
export async function countMediations(database: UnitDatabase, conditions: readonly Sql[]): Promise<number> {
  const rows = await database.query<{ count: number }>(sql`SELECT count(*)::int AS count FROM mediation WHERE ${all(conditions)}`);
  return rows[0]?.count ?? 0;
}

/** Mediations by id. */
export async function readMediationsById(database: UnitDatabase, ids: readonly string[]): Promise<ReadonlyMap<string, Mediation>> {
  const rows = await database.query<MediationColumns>(sql`SELECT ${columns} FROM mediation WHERE id = ANY(${[...ids]}::text[])`);
  return new Map(rows.map((row) => [row.id, mediationOfRow(row)]));
}

/** Mediations of complaints by the complaint's originId, each list in order of id. */
export async function readMediationsOf(database: UnitDatabase, originIds: readonly string[]): Promise<ReadonlyMap<string, Mediation[]>> {
  const rows = await database.query<MediationColumns>(
    sql`SELECT ${columns} FROM mediation WHERE complaint_origin_id = ANY(${[...originIds]}::text[]) ORDER BY id`,
  );
  const lists = new Map<string, Mediation[]>();
  for (const row of rows) {
    const originId = row.complaint_origin_id ?? '';
    lists.set(originId, [...(lists.get(originId) ?? []), mediationOfRow(row)]);
  }
  return lists;
}
