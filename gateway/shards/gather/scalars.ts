import type { ExactScalar } from '../../../shared/aggregates/exact-scalar.ts';
import { compareNumbers, compareTexts, extreme } from './min-max.ts';
import type { Merge } from './sourced.ts';
import { sumBigInts, sumDecimals, sumInts } from './sum.ts';

/** The merge of a scalar field under SUM, MIN or MAX. Composition has refused pairs that make no sense. */
export function scalarMerge(rule: 'SUM' | 'MIN' | 'MAX', scalar: ExactScalar): Merge {
  if (rule !== 'SUM') return extreme(rule, scalar === 'DateTime' || scalar === 'Date' ? compareTexts : compareNumbers);
  if (scalar === 'Int') return sumInts;
  return scalar === 'BigInt' ? sumBigInts : sumDecimals;
}
