import type { DayBucket } from '../../../shared/aggregates/derive.ts';
import type { Sourced } from './sourced.ts';

/** Adds sparse histograms bar by bar; bars come in order of days, none with count 0. */
export function addHistograms(values: readonly Sourced<readonly DayBucket[] | null | undefined>[]): DayBucket[] {
  const counts = new Map<number, number>();
  for (const { value } of values) {
    for (const { days, count } of value ?? []) counts.set(days, (counts.get(days) ?? 0) + count);
  }
  return [...counts]
    .filter(([, count]) => count !== 0)
    .sort(([a], [b]) => a - b)
    .map(([days, count]) => ({ days, count }));
}
