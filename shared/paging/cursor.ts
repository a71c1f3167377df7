import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Instant, parseInstant } from '../domain/instant.ts';
import type { Position } from './order.ts';

/**
 * Where a walk stands: after which row, in which order and filter, at which instant, and which units could not be
 * trusted to have given all their rows before it. The row itself need not exist any more.
 */
export interface Cursor {
  /** The order, such as `RECEIVED_AT:DESC`. */
  readonly order: string;
  /** Hash of the field and its filter; empty in a cursor from gateway to shard, which the gateway has checked. */
  readonly filter: string;
  /** The row's sort key, null when the ordered field is null. */
  readonly value: string | null;
  readonly id: string;
  readonly at: Instant;
  /** Units that were missing on an earlier page of the walk. */
  readonly missing: readonly string[];
  /** Units that were answered by a replica on an earlier page of the walk. */
  readonly replica: readonly string[];
  /**
   * Only from gateway to shard: rows after this place are of no use to the page and may be left out; there are such rows or this
   * one is of another shard.
   */
  readonly until?: Position;
}

const VERSION = 1;
const instant = z.string().refine((text) => parseInstant(text) === text, 'not a canonical instant');
const CHECK_LENGTH = 8;

const checksum = (body: string): string => createHash('sha256').update(body).digest('base64url').slice(0, CHECK_LENGTH);

/** Opaque text of a cursor: base64url of a versioned JSON array behind a checksum. */
export function encodeCursor(cursor: Cursor): string {
  const { order, filter, value, id, at, missing, replica, until } = cursor;
  const bound = until === undefined ? [] : [until.value, until.id];
  const body = JSON.stringify([VERSION, order, filter, value, id, at, missing, replica, ...bound]);
  return Buffer.from(checksum(body) + body, 'utf8').toString('base64url');
}

/** The cursor of a text; undefined when it is none of ours, of another version, or altered. */
export function decodeCursor(text: string): Cursor | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return undefined;
  const raw = Buffer.from(text, 'base64url').toString('utf8');
  const body = raw.slice(CHECK_LENGTH);
  if (raw.slice(0, CHECK_LENGTH) !== checksum(body)) return undefined;
  return readParts(body);
}

const cursorParts = z.union([
  z.tuple([z.literal(VERSION), z.string(), z.string(), z.string().nullable(), z.string(), instant, z.array(z.string()), z.array(z.string())]),
  z.tuple([
    z.literal(VERSION),
    z.string(),
    z.string(),
    z.string().nullable(),
    z.string(),
    instant,
    z.array(z.string()),
    z.array(z.string()),
    z.string().nullable(),
    z.string(),
  ]),
]);

/** The checksum is no secret, so every part is checked as well. */
function readParts(body: string): Cursor | undefined {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return undefined;
  }
  const parsed = cursorParts.safeParse(json);
  if (!parsed.success) return undefined;
  const [, order, filter, value, id, at, missing, replica, untilValue, untilId] = parsed.data;
  const cursor = { order, filter, value, id, at, missing, replica };
  return untilId === undefined ? cursor : { ...cursor, until: { value: untilValue ?? null, id: untilId } };
}

/** Canonical JSON: keys sorted, undefined left out. Equal values give equal texts. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

/** Hash by which a cursor knows its field and filter. */
export const filterHash = (field: string, filter: unknown): string =>
  createHash('sha256')
    .update(`${field}\n${canonicalJson(filter)}`)
    .digest('base64url')
    .slice(0, 12);
