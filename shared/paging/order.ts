import { compareBytes } from '../domain/text.ts';

/** Direction of an order. Rows without a value come last in both. */
export type Direction = 'ASC' | 'DESC';

/** A row's place in an order: its sort key (null when the value is absent) and its id. */
export interface Position {
  readonly value: string | null;
  readonly id: string;
}

/** The total order of every connection: value in the direction named, nulls last, then id ascending by bytes. */
export function comparePositions(a: Position, b: Position, direction: Direction): number {
  if (a.value !== b.value) {
    if (a.value === null) return 1;
    if (b.value === null) return -1;
    const byValue = compareBytes(a.value, b.value);
    if (byValue !== 0) return direction === 'ASC' ? byValue : -byValue;
  }
  return compareBytes(a.id, b.id);
}
