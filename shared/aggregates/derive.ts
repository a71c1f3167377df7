import { type Decimal, divideDecimals } from '../domain/decimal.ts';

/** One bar of a sparse histogram: how many cases took this many whole days. */
export interface DayBucket {
  readonly days: number;
  readonly count: number;
}

/** sum / count to six decimals; null when nothing was counted or a part is unknown. */
export function ratio(sum: string | number | null | undefined, count: string | number | null | undefined): Decimal | null {
  if (sum === null || sum === undefined || count === null || count === undefined) return null;
  return divideDecimals(String(sum), String(count));
}

/**
 * The smallest day whose cumulative count reaches q·n, equal to `percentile_disc(q)` of PostgreSQL; null for an empty
 * histogram. Buckets may come in any order.
 */
export function quantile(histogram: readonly DayBucket[], q: number): number | null {
  const sorted = [...histogram].sort((a, b) => a.days - b.days);
  const total = sorted.reduce((sum, bucket) => sum + bucket.count, 0);
  let cumulative = 0;
  for (const bucket of sorted) {
    cumulative += bucket.count;
    if (bucket.count > 0 && cumulative >= q * total) return bucket.days;
  }
  return null;
}
