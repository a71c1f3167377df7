import { compareDecimals } from '../../../shared/domain/decimal.ts';
import { compareBytes } from '../../../shared/domain/text.ts';
import type { Merge } from './sourced.ts';

/** Order of two values of a scalar that MIN and MAX accept. */
export type Compare = (a: unknown, b: unknown) => number;

/** Order of Int, BigInt and Decimal, as numbers or text. */
export const compareNumbers: Compare = (a, b) => compareDecimals(String(a), String(b));

/** Order of DateTime and Date in canonical text. */
export const compareTexts: Compare = (a, b) => compareBytes(String(a), String(b));

/** The extreme of all values; null is neutral, all null is null. */
export function extreme(rule: 'MIN' | 'MAX', compare: Compare): Merge {
  const sign = rule === 'MIN' ? 1 : -1;
  return (values) => {
    let best: unknown = null;
    for (const { value } of values) {
      if (value === null || value === undefined) continue;
      if (best === null || sign * compare(value, best) < 0) best = value;
    }
    return best;
  };
}
