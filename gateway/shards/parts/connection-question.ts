import { CallerError } from '../../../shared/errors/errors.ts';
import { type Cursor, decodeCursor, encodeCursor, filterHash } from '../../../shared/paging/cursor.ts';
import type { Direction, Position } from '../../../shared/paging/order.ts';
import type { JsonObject } from '../gather/sourced.ts';

/** What the arguments of a connection say about its page. */
export interface ConnectionQuestion {
  readonly size: number;
  readonly direction: Direction;
  /** The order as cursors name it, such as `RECEIVED_AT:DESC`. */
  readonly order: string;
  /** Hash of the field and its filter. */
  readonly filter: string;
  readonly after: Cursor | undefined;
  /** The instant of the walk: that of its first page. */
  readonly at: string;
}

/** Absent, null and empty say the same of a filter. */
function withoutEmpties(value: JsonObject): JsonObject {
  const entries = Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
    if (item === null || item === undefined) return [];
    if (typeof item !== 'object' || Array.isArray(item)) return [[key, item]];
    const below = withoutEmpties(item as JsonObject);
    return Object.keys(below).length > 0 ? [[key, below]] : [];
  });
  return Object.fromEntries(entries);
}

/**
 * Reads the coerced arguments of a connection.
 * @param field name of the field by which its cursors are told from others
 * @param at instant of the operation, for a first page
 * @throws CallerError PAGE_SIZE, CURSOR_DAMAGED, CURSOR_FOREIGN
 */
export function readQuestion(field: string, args: JsonObject, largest: number, at: string): ConnectionQuestion {
  const { first, after, orderBy, ...filter } = args;
  if (typeof first !== 'number' || first < 1 || first > largest) {
    throw new CallerError('PAGE_SIZE', `first is ${JSON.stringify(first ?? null)}; it may be 1 to ${largest}`);
  }
  const { field: by, direction } = orderBy as { field: string; direction: Direction };
  const order = `${by}:${direction}`;
  const hash = filterHash(field, withoutEmpties(filter));
  const cursor = after === null || after === undefined ? undefined : decodeCursor(String(after));
  // A caller's cursor is never bounded, and never of a time to come.
  const isOurs = cursor !== undefined && cursor.until === undefined && cursor.at <= at;
  if (typeof after === 'string' && !isOurs) throw new CallerError('CURSOR_DAMAGED', '`after` is not a cursor of ours');
  if (cursor !== undefined && (cursor.order !== order || cursor.filter !== hash)) {
    throw new CallerError('CURSOR_FOREIGN', '`after` comes from a page of another field, filter or order');
  }
  return { size: first, direction, order, filter: hash, after: cursor, at: cursor?.at ?? at };
}

/**
 * A cursor for a shard; its filter is left open, as the gateway has checked it.
 * @param until the place after which no row of the shard can be on the page
 */
export const shardCursor = ({ order, at }: ConnectionQuestion, { value, id }: Position, until?: Position): string =>
  encodeCursor({ order, filter: '', value, id, at, missing: [], replica: [], ...(until === undefined ? {} : { until }) });

/** A cursor for the caller, which carries the units missing so far on. */
export const callerCursor = ({ order, filter, at }: ConnectionQuestion, missing: readonly string[], { value, id }: Position): string =>
  encodeCursor({ order, filter, value, id, at, missing, replica: [] });
