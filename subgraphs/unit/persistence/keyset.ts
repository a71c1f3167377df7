import type { Direction, Position } from '../../../shared/paging/order.ts';
import { all, join, raw, type Sql, sql } from './sql.ts';

/** Which column orders the rows; ids break ties, rows without a value come last in both directions. */
export interface KeysetOrder {
  /** A column of the program. */
  readonly column: string;
  /** Type that the value of a position is read as, such as `timestamptz`. */
  readonly type: string;
  readonly nullable: boolean;
  readonly direction: Direction;
}

/** A page to be read. */
export interface Keyset {
  readonly table: string;
  readonly columns: Sql;
  readonly conditions: readonly Sql[];
  readonly order: KeysetOrder;
  /** Rows after this place; from the start when null. */
  readonly after: Position | null;
  readonly limit: number;
}

/**
 * The rows of a page in the total order. After a position the rest is read in pieces that each are one stretch of the
 * order's index: same value and greater id, later values, then rows without a value. One condition for all would have the
 * database read every row that ties with the position.
 */
export function keysetQuery({ table, columns, conditions, order, after, limit }: Keyset): Sql {
  const { column, direction } = order;
  const value = raw(column);
  const sorted = raw(`ORDER BY ${column} ${direction} NULLS LAST, id`);
  const piece = (condition: Sql[]): Sql =>
    sql`SELECT ${columns} FROM ${raw(table)} WHERE ${all([...condition, ...conditions])} ${sorted} LIMIT ${limit}`;
  if (after === null) return piece([]);
  const byId = sql`id > ${after.id}`;
  const nulls = raw(`${column} IS NULL`);
  if (after.value === null) return sql`SELECT ${columns} FROM ${raw(table)} WHERE ${all([nulls, byId, ...conditions])} ORDER BY id LIMIT ${limit}`;
  const position = sql`${after.value}::${raw(order.type)}`;
  const pieces = [
    [sql`${value} = ${position}`, byId],
    [sql`${value} ${raw(direction === 'ASC' ? '>' : '<')} ${position}`],
    ...(order.nullable ? [[nulls]] : []),
  ];
  const parts = join(
    pieces.map((condition) => sql`(${piece(condition)})`),
    ' UNION ALL ',
  );
  return sql`SELECT * FROM (${parts}) AS page ${sorted} LIMIT ${limit}`;
}
