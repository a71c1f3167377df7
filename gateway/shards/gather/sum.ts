import { addDecimals } from '../../../shared/domain/decimal.ts';
import type { Merge } from './sourced.ts';

/** Exact sum of Int; null is neutral, all null is null. Beyond 2^53 it throws, as no exact Int could be given. */
export const sumInts: Merge = (values) => {
  let sum: number | null = null;
  for (const { unit, value } of values) {
    if (value === null || value === undefined) continue;
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new RangeError(`${unit} gave no whole number`);
    sum = (sum ?? 0) + value;
  }
  if (sum !== null && !Number.isSafeInteger(sum)) throw new RangeError('a sum left the range of exact integers');
  return sum;
};

/** Exact sum of BigInt given as text; null is neutral, all null is null. */
export const sumBigInts: Merge = (values) => {
  let sum: bigint | null = null;
  for (const { value } of values) {
    if (value !== null && value !== undefined) sum = (sum ?? 0n) + BigInt(value as string);
  }
  return sum === null ? null : sum.toString();
};

/** Exact sum of Decimal given as text; null is neutral, all null is null. */
export const sumDecimals: Merge = (values) => {
  let sum: string | null = null;
  for (const { value } of values) {
    if (value !== null && value !== undefined) sum = addDecimals(sum ?? '0', String(value));
  }
  return sum;
};
