import type { Instant } from '../../../shared/domain/instant.ts';
import { isCanonicalInstant } from '../../../shared/domain/instant.ts';
import { CallerError } from '../../../shared/errors/errors.ts';
import { type Cursor, decodeCursor, encodeCursor, filterHash } from '../../../shared/paging/cursor.ts';
import { comparePositions, type Direction, type Position } from '../../../shared/paging/order.ts';
import { amountOfSortKey, amountSortKey } from '../../../shared/paging/sort-key.ts';

/** The order of a page: the name cursors know it by, and how a row's sort key is read and shown. */
export interface PageOrder<Row> {
  /** `FIELD:DIRECTION`. */
  readonly name: string;
  readonly direction: Direction;
  /** The sort key of a row; null without a value. */
  sortKey(row: Row): string | null;
  /** The value of a sort key for SQL; undefined when it is none. */
  value(sortKey: string): string | undefined;
}

/** Sort keys of instants are the instants themselves. */
export const instantKeys = {
  sortKey: (value: Instant | null) => value,
  value: (sortKey: string) => (isCanonicalInstant(sortKey) ? sortKey : undefined),
};

const AMOUNT_KEY = /^\d{16}\.\d\d$/;

/** Sort keys of amounts are padded with zeros. */
export const amountKeys = {
  sortKey: (value: string | null) => (value === null ? null : amountSortKey(value)),
  value: (sortKey: string) => (AMOUNT_KEY.test(sortKey) ? amountOfSortKey(sortKey) : undefined),
};

/** What a page is asked with. */
export interface PageArguments<Row> {
  /** Name by which cursors know the field, such as `Query.complaints`. */
  readonly field: string;
  readonly filter: unknown;
  readonly order: PageOrder<Row>;
  readonly first: number;
  readonly after: string | null | undefined;
  readonly at: Instant;
  readonly maxPageSize: number;
}

/** A page of rows with their places, which are functions so that only those selected are made. */
export interface Page<Row> {
  readonly edges: readonly { readonly cursor: () => string; readonly sortKey: string | null; readonly node: Row }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: () => string | null;
    readonly endCursor: () => string | null;
  };
}

/**
 * Reads a page: checks its arguments, asks for one row more than wanted, and gives every row its cursor. Rows that a gateway's
 * cursor says are of no use to it are left out.
 * @param read at most `limit` rows after a place in the order
 * @throws CallerError PAGE_SIZE, CURSOR_DAMAGED, CURSOR_FOREIGN
 */
export async function readPage<Row extends { readonly id: string }>(
  page: PageArguments<Row>,
  read: (after: Position | null, limit: number) => Promise<readonly Row[]>,
): Promise<Page<Row>> {
  const { first, order, at } = page;
  if (first < 1 || first > page.maxPageSize) throw new CallerError('PAGE_SIZE', `first is ${first}, not within 1 to ${page.maxPageSize}`);
  const filter = filterHash(page.field, page.filter ?? null);
  const { position, until } = placeOf(page, filter);
  const rows = await read(position, first + 1);
  const wanted = rows
    .slice(0, first)
    .map((node) => ({ node, sortKey: order.sortKey(node) }))
    .filter(({ node, sortKey }) => until === undefined || comparePositions({ value: sortKey, id: node.id }, until, order.direction) <= 0);
  const edges = wanted.map(({ node, sortKey }) => {
    // Encoded only where it is selected: a gateway makes cursors of its own.
    const cursor = (): string => encodeCursor({ order: order.name, filter, value: sortKey, id: node.id, at, missing: [], replica: [] });
    return { node, sortKey, cursor };
  });
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > edges.length,
      hasPreviousPage: isGiven(page.after),
      startCursor: () => edges[0]?.cursor() ?? null,
      endCursor: () => edges.at(-1)?.cursor() ?? null,
    },
  };
}

const isGiven = (text: string | null | undefined): text is string => text !== null && text !== undefined;

/** Where a page begins, its value as SQL has it, and where it may end. */
interface Place {
  readonly position: Position | null;
  readonly until: Cursor['until'];
}

function placeOf<Row>({ after, order }: PageArguments<Row>, filter: string): Place {
  if (!isGiven(after)) return { position: null, until: undefined };
  const cursor = decodeCursor(after);
  if (cursor === undefined) throw new CallerError('CURSOR_DAMAGED', 'after is no cursor of ours');
  // A gateway has checked the filter against a cursor of its own and sends none.
  if (cursor.order !== order.name || (cursor.filter !== '' && cursor.filter !== filter)) {
    throw new CallerError('CURSOR_FOREIGN', 'after belongs to another filter or order');
  }
  const value = cursor.value === null ? null : order.value(cursor.value);
  if (value === undefined) throw new CallerError('CURSOR_DAMAGED', 'after holds a value its order does not have');
  return { position: { value, id: cursor.id }, until: cursor.until };
}
