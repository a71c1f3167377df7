import { type Decimal, parseDecimal } from '../domain/decimal.ts';

/** Digits before and after the point of an amount's sort key. */
const WHOLE = 16;
const FRACTION = 2;

/**
 * Text of a non-negative amount with at most 16 whole digits and 2 decimals whose order of bytes is the order of the
 * numbers. Throws RangeError beyond these limits.
 */
export function amountSortKey(amount: Decimal): string {
  const canonical = parseDecimal(amount);
  const [whole = '', fraction = ''] = (canonical ?? '-').split('.');
  if (canonical === undefined || canonical.startsWith('-') || whole.length > WHOLE || fraction.length > FRACTION) {
    throw new RangeError(`not an amount: ${amount}`);
  }
  return `${whole.padStart(WHOLE, '0')}.${fraction.padEnd(FRACTION, '0')}`;
}

/** The amount of a sort key. */
export const amountOfSortKey = (key: string): Decimal => {
  const amount = parseDecimal(key);
  if (amount === undefined) throw new RangeError(`not a sort key: ${key}`);
  return amount;
};
