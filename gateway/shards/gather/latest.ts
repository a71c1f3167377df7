import { compareBytes } from '../../../shared/domain/text.ts';
import type { Sourced } from './sourced.ts';

/** A value with what it is ordered by, canonical text or null. */
export interface Dated {
  readonly by: string | null;
  readonly value: unknown;
}

/**
 * The value with the greatest (`by`, unit). A null value or a null `by` loses against any other; all null is null. So the
 * answer does not depend on who came first.
 */
export function latest(values: readonly Sourced<Dated>[]): unknown {
  let best: Sourced<Dated> | undefined;
  for (const candidate of values) {
    if (candidate.value.value === null || candidate.value.value === undefined) continue;
    if (best === undefined || isLater(candidate, best)) best = candidate;
  }
  return best?.value.value ?? null;
}

function isLater(a: Sourced<Dated>, b: Sourced<Dated>): boolean {
  const order = compareBytes(a.value.by ?? '', b.value.by ?? '');
  return order !== 0 ? order > 0 : compareBytes(a.unit, b.unit) > 0;
}
