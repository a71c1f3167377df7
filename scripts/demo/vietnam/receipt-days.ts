import type { WorkingDayClock } from '../../../shared/domain/working-days.ts';
import { AS_OF_DAY, dateOfDay, FIRST_DAY } from './local-time.ts';

const GROWTH_PER_YEAR = 0.22;
const DAY_OFF = 0.25;
const YEAR = 365;

/**
 * When matters come in: more every year, fewer on days off. Gives the day at a share of the whole period, so that n rows
 * spread over it come in order of time without being kept.
 */
export class ReceiptDays {
  readonly #firstDay: number;
  readonly #sums: Float64Array;

  /** @param fromDay first day with records of the unit */
  constructor(clock: Pick<WorkingDayClock, 'isWorkingDay'>, fromDay: number) {
    this.#firstDay = fromDay;
    this.#sums = new Float64Array(AS_OF_DAY - fromDay);
    let sum = 0;
    for (let day = fromDay; day < AS_OF_DAY; day++) {
      sum += (1 + (GROWTH_PER_YEAR * (day - FIRST_DAY)) / YEAR) * (clock.isWorkingDay(dateOfDay(day)) ? 1 : DAY_OFF);
      this.#sums[day - fromDay] = sum;
    }
  }

  /** The day at a share of all receipts. @param share 0 <= share < 1 */
  at(share: number): number {
    const wanted = share * (this.#sums.at(-1) ?? 0);
    let [low, high] = [0, this.#sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sums[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return this.#firstDay + low;
  }

  /** Receipts expected on a day as a share of all. */
  shareOf(day: number): number {
    const index = day - this.#firstDay;
    return ((this.#sums[index] ?? 0) - (this.#sums[index - 1] ?? 0)) / (this.#sums.at(-1) ?? 1);
  }
}
