import type { Instant } from './instant.ts';
import { addDays, endOfLocalDay, localDayIn, weekday } from './local-day.ts';

/** Days off and days worked besides the week, as `YYYY-MM-DD`. */
export interface WorkingCalendar {
  /** Days without work that are no Saturday or Sunday. */
  readonly holidays: readonly string[];
  /** Saturdays and Sundays worked in exchange. */
  readonly workdays: readonly string[];
}

/** The clock of terms in working days (Law 19/2023/QH15 sets all its terms in them). */
export interface WorkingDayClock {
  /** Whether a calendar day is worked. */
  isWorkingDay(day: string): boolean;
  /**
   * The last microsecond of the n-th working day after the local day of the start. The day of the start itself does not
   * count; with 0 the term ends with that day.
   */
  dueAt(startedAt: Instant, workingDays: number): Instant;
  /** Working days after the local day of the first instant up to and including that of the second; 0 when it is not later. */
  workingDaysBetween(from: Instant, to: Instant): number;
}

/** Builds the clock of a federation's calendar and time zone. */
export function workingDayClock(calendar: WorkingCalendar, timeZone: string): WorkingDayClock {
  const holidays = new Set(calendar.holidays);
  const workdays = new Set(calendar.workdays);
  const localDay = localDayIn(timeZone);
  const ends = new Map<string, Instant>();

  const isWorkingDay = (day: string): boolean => {
    if (holidays.has(day)) return false;
    const number = weekday(day);
    return (number !== 0 && number !== 6) || workdays.has(day);
  };
  const dayEnd = (day: string): Instant => {
    const known = ends.get(day) ?? endOfLocalDay(day, timeZone);
    ends.set(day, known);
    return known;
  };

  return {
    isWorkingDay,
    dueAt: (startedAt, workingDays) => {
      let day = localDay(startedAt);
      for (let left = workingDays; left > 0; ) {
        day = addDays(day, 1);
        if (isWorkingDay(day)) left--;
      }
      return dayEnd(day);
    },
    workingDaysBetween: (from, to) => {
      const last = localDay(to);
      let count = 0;
      for (let day = addDays(localDay(from), 1); day <= last; day = addDays(day, 1)) if (isWorkingDay(day)) count++;
      return count;
    },
  };
}
