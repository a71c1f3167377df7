import type { Instant } from '../../../shared/domain/instant.ts';
import type { WorkingDayClock } from '../../../shared/domain/working-days.ts';
import { DAY, dayOf, instantOf, type LocalSeconds } from './local-time.ts';

/** The last instant of a term of so many working days that begins at a moment. */
export type Terms = (start: LocalSeconds, workingDays: number) => Instant;

/** Terms by the federation's calendar, each worked out once per day and length. */
export function termsOf(clock: Pick<WorkingDayClock, 'dueAt'>): Terms {
  const known = new Map<number, Instant>();
  return (start, workingDays) => {
    const key = dayOf(start) * 100 + workingDays;
    const found = known.get(key);
    if (found !== undefined) return found;
    const due = clock.dueAt(instantOf(dayOf(start) * DAY), workingDays);
    known.set(key, due);
    return due;
  };
}
