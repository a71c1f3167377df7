import { type GraphQLFormattedError, type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { parseRowId } from '../../../shared/domain/ids.ts';
import { comparePositions, type Direction, type Position } from '../../../shared/paging/order.ts';
import type { Contract } from '../../supergraph/contract-rules.ts';
import type { JsonObject } from '../gather/sourced.ts';
import type { Path } from '../run.ts';
import type { Shard } from '../topology.ts';
import { type ConnectionSelection, type EdgesSelection, HIDDEN } from './connection-selection.ts';

/** One row of a connection with the edge objects the caller sees. */
export interface Row extends Position {
  /** By response key of the caller's `edges` fields. */
  readonly edges: Readonly<Record<string, JsonObject>>;
  /** Errors inside the row, their paths below `edges[n]`. */
  readonly errors: readonly { readonly key: string; readonly path: Path; readonly message: string; readonly extensions: JsonObject }[];
}

/** What a shard gave in one round. */
export interface GivenRows {
  readonly rows: readonly Row[];
  readonly hasMore: boolean;
}

/** A shard's object with a connection in it, and the errors inside its rows. */
export interface RowSource {
  readonly shard: Shard;
  readonly data: JsonObject;
  readonly rowErrors: readonly GraphQLFormattedError[];
}

/** Where an edge stands in the order; undefined when the hidden fields are not what was asked for. */
function positionOf(edge: unknown): Position | undefined {
  const { [HIDDEN.sortKey]: value, [HIDDEN.node]: node } = (edge ?? {}) as JsonObject;
  const id = (node as JsonObject | null | undefined)?.[HIDDEN.id];
  return typeof id === 'string' && (value === null || typeof value === 'string') ? { value, id } : undefined;
}

/** How rows of a connection are read and checked. */
export interface RowReader {
  /** The connection's response key in the shard's object. */
  readonly key: string;
  readonly edges: readonly EdgesSelection[];
  /** Whether ids carry the unit of their shard. */
  readonly idsNameUnit: boolean;
}

/** The reader of a connection of this type. */
export function rowReader(contract: Contract, type: GraphQLObjectType, key: string, { edges }: ConnectionSelection): RowReader {
  const edge = getNamedType(type.getFields().edges?.type);
  const node = isObjectType(edge) ? getNamedType(edge.getFields().node?.type) : undefined;
  return { key, edges, idsNameUnit: node !== undefined && contract.rules.shardKey(node.name) === 'id' };
}

/**
 * The rows of an answer; undefined when it breaks the contract: rows out of order, another unit's rows, lists of different
 * length, or no connection at all. Better a unit named as missing than a wrong page.
 */
export function readRows(reader: RowReader, answer: RowSource, direction: Direction, after: Position | undefined): GivenRows | undefined {
  const connection = answer.data[reader.key] as JsonObject | null | undefined;
  const hidden = connection?.[HIDDEN.edges] as readonly unknown[] | null | undefined;
  const more = (connection?.[HIDDEN.pageInfo] as JsonObject | null | undefined)?.[HIDDEN.more];
  if (connection === null || connection === undefined || !Array.isArray(hidden) || typeof more !== 'boolean') return undefined;
  const lists = reader.edges.map(({ responseKey }) => [responseKey, connection[responseKey] as (JsonObject | null)[] | undefined] as const);
  if (lists.some(([, list]) => list !== undefined && list.length !== hidden.length)) return undefined;
  const errors = rowErrors(reader.key, answer);
  let before = after;
  const rows: Row[] = [];
  for (const [index, edge] of hidden.entries()) {
    const position = positionOf(edge);
    if (position === undefined) return undefined;
    if (before !== undefined && comparePositions(before, position, direction) >= 0) return undefined;
    if (reader.idsNameUnit && parseRowId(position.id)?.unit !== answer.shard.unit) return undefined;
    const edges: Record<string, JsonObject> = {};
    for (const [responseKey, list] of lists) edges[responseKey] = list?.[index] ?? {};
    rows.push({ ...position, edges, errors: errors.get(index) ?? [] });
    before = position;
  }
  return { rows, hasMore: more };
}

function rowErrors(key: string, answer: RowSource): Map<number, Row['errors'][number][]> {
  const errors = new Map<number, Row['errors'][number][]>();
  for (const { path = [], message, extensions = {} } of answer.rowErrors) {
    const [, edgesKey, index, ...below] = path;
    if (path[0] !== key || typeof index !== 'number') continue;
    const entry = { key: String(edgesKey), path: below, message, extensions };
    errors.set(index, [...(errors.get(index) ?? []), entry]);
  }
  return errors;
}
