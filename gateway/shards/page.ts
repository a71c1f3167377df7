import { comparePositions, type Direction, type Position } from '../../shared/paging/order.ts';

/** What one shard has given of a connection so far, in order. */
export interface ShardRows<Row extends Position> {
  readonly rows: readonly Row[];
  /** Whether the shard has rows after the last of these. */
  readonly hasMore: boolean;
}

/** A shard's share of all rows is a guess from its known rows; equal where unknown. */
export function expectedShares(knownRows: readonly (number | undefined)[]): number[] {
  const known = knownRows.filter((rows): rows is number => rows !== undefined);
  const mean = known.length > 0 ? known.reduce((a, b) => a + b, 0) / known.length : 1;
  const weights = knownRows.map((rows) => rows ?? mean);
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => (total > 0 ? weight / total : 1 / weights.length));
}

/** Rows to ask a shard for in round one: its expected part of the page and two standard deviations, 1 to the page size. */
export function firstRoundSize(pageSize: number, share: number): number {
  const mean = pageSize * share;
  return Math.max(1, Math.min(pageSize, Math.ceil(mean + 2 * Math.sqrt(mean))));
}

/** All rows in the total order, each with the index of its shard. */
function merged<Row extends Position>(shards: readonly ShardRows<Row>[], direction: Direction): { readonly row: Row; readonly shard: number }[] {
  return shards.flatMap(({ rows }, shard) => rows.map((row) => ({ row, shard }))).sort((a, b) => comparePositions(a.row, b.row, direction));
}

/**
 * How many more rows each shard has to give (0 for none) so that the page is certain. With B the last row of the page as
 * known, a shard that has more and stopped before B may hold at most `pageSize` less the rows known up to where it stopped.
 */
export function secondRoundSizes<Row extends Position>(shards: readonly ShardRows<Row>[], pageSize: number, direction: Direction): number[] {
  const all = merged(shards, direction);
  const lastSeen = new Map<number, number>();
  all.forEach(({ shard }, index) => {
    lastSeen.set(shard, index);
  });
  return shards.map(({ hasMore }, shard) => {
    if (!hasMore) return 0;
    const knownUpToIt = (lastSeen.get(shard) ?? -1) + 1;
    return Math.max(0, pageSize - knownUpToIt);
  });
}

/** The last row of the page as far as it is known; undefined while fewer rows are known than the page holds. */
export const knownEnd = <Row extends Position>(shards: readonly ShardRows<Row>[], pageSize: number, direction: Direction): Position | undefined =>
  merged(shards, direction)[pageSize - 1]?.row;

/** A merged page. */
export interface Page<Row> {
  readonly rows: readonly { readonly row: Row; readonly shard: number }[];
  readonly hasNextPage: boolean;
}

/** The page, once no shard owes rows before its end. */
export function takePage<Row extends Position>(shards: readonly ShardRows<Row>[], pageSize: number, direction: Direction): Page<Row> {
  const all = merged(shards, direction);
  return { rows: all.slice(0, pageSize), hasNextPage: all.length > pageSize || shards.some(({ hasMore }) => hasMore) };
}
