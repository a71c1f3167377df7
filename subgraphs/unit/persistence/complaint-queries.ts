import type { Instant } from '../../../shared/domain/instant.ts';
import type { Position } from '../../../shared/paging/order.ts';
import { type Complaint, type ComplaintColumns, complaintColumns, complaintOfRow } from './complaint-rows.ts';
import type { UnitDatabase } from './database.ts';
import { type KeysetOrder, keysetQuery } from './keyset.ts';
import { all, join, raw, type Sql, sql } from './sql.ts';
import { heldAt } from './visibility.ts';

/** A page of complaints to be read. */
export interface ComplaintPageQuery {
  readonly conditions: readonly Sql[];
  readonly at: Instant;
  readonly order: KeysetOrder;
  readonly after: Position | null;
  readonly limit: number;
}

/** The statement of a page; exported so that a test can ask the database for its plan. */
export const complaintPageStatement = ({ conditions, at, order, after, limit }: ComplaintPageQuery): Sql =>
  keysetQuery({ table: 'complaint', columns: complaintColumns, conditions: [heldAt(at), ...conditions], order, after, limit });

/** Pages of at most `limit` complaints after a place in an order, all with one statement. */
export async function readComplaintPages(database: UnitDatabase, queries: readonly ComplaintPageQuery[]): Promise<Complaint[][]> {
  const [only] = queries;
  if (only !== undefined && queries.length === 1) {
    return [(await database.query<ComplaintColumns>(complaintPageStatement(only))).map(complaintOfRow)];
  }
  const rows = await database.query<ComplaintColumns & { readonly page: number }>(complaintPagesStatement(queries));
  const pages: Complaint[][] = queries.map(() => []);
  for (const row of rows) pages[row.page]?.push(complaintOfRow(row));
  return pages;
}

function complaintPagesStatement(queries: readonly ComplaintPageQuery[]): Sql {
  const pages = queries.map(
    (query, page) => sql`SELECT ${page}::int AS page, row_number() OVER () AS place, p.* FROM (${complaintPageStatement(query)}) AS p`,
  );
  return sql`${join(pages, ' UNION ALL ')} ORDER BY page, place`;
}

/** How many complaints meet the conditions at an instant. */
export async function countComplaints(database: UnitDatabase, conditions: readonly Sql[], at: Instant): Promise<number> {
  const rows = await database.query<{ count: number }>(sql`SELECT count(*)::int AS count FROM complaint WHERE ${all([heldAt(at), ...conditions])}`);
  return rows[0]?.count ?? 0;
}

/**
 * Complaints by a column that names them, at an instant. Of several rows of one origin the one with the least id is given:
 * a unit counts a matter once.
 */
export async function readComplaintsBy(
  database: UnitDatabase,
  column: 'id' | 'origin_id',
  keys: readonly string[],
  at: Instant,
): Promise<ReadonlyMap<string, Complaint>> {
  const rows = await database.query<ComplaintColumns>(
    sql`SELECT ${complaintColumns} FROM complaint WHERE ${raw(column)} = ANY(${[...keys]}::text[]) AND ${all([heldAt(at)])} ORDER BY id DESC`,
  );
  return new Map(rows.map((row) => [row[column], complaintOfRow(row)]));
}

/** Complaints by id as they are kept, whether or not they count at any instant. */
export async function readComplaintRecords(database: UnitDatabase, ids: readonly string[]): Promise<ReadonlyMap<string, Complaint>> {
  const rows = await database.query<ComplaintColumns>(sql`SELECT ${complaintColumns} FROM complaint WHERE id = ANY(${[...ids]}::text[])`);
  return new Map(rows.map((row) => [row.id, complaintOfRow(row)]));
}
