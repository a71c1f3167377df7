import { type DayBucket, quantile, ratio } from '../../../shared/aggregates/derive.ts';
import type { Decimal } from '../../../shared/domain/decimal.ts';
import type { ClockStep } from '../../../shared/domain/records.ts';

/** Amounts of the complaints of a group. */
export class AmountSummary {
  constructor(
    readonly count: number,
    readonly sum: Decimal,
  ) {}

  /** sum / count, six decimals; null when nothing was counted. */
  get mean(): Decimal | null {
    return ratio(this.sum, this.count);
  }
}

/** Days to resolution of the complaints of a group. */
export class DaysSummary {
  /**
   * @param sum whole number as text
   * @param histogram ordered by days
   */
  constructor(
    readonly count: number,
    readonly sum: string,
    readonly histogram: readonly DayBucket[],
  ) {}

  /** sum / count, six decimals; null when nothing was counted. */
  get mean(): Decimal | null {
    return ratio(this.sum, this.count);
  }

  /** Days within which half were resolved. */
  get p50(): number | null {
    return quantile(this.histogram, 0.5);
  }

  /** Days within which nine of ten were resolved. */
  get p90(): number | null {
    return quantile(this.histogram, 0.9);
  }
}

/** How one step was kept in the complaints of a group. */
export interface StepMeasures {
  readonly step: ClockStep;
  readonly met: number;
  readonly missed: number;
  readonly running: number;
  readonly unknown: number;
}

/** What is counted of complaints. */
export interface ComplaintMeasures {
  readonly openAtStart: number;
  readonly received: number;
  readonly resolved: number;
  readonly openAtEnd: number;
  readonly transferred: number;
  readonly claimed: AmountSummary;
  readonly settled: AmountSummary;
  readonly resolutionDays: DaysSummary;
  /** Ordered by step. */
  readonly steps: readonly StepMeasures[];
}

/** The measures of no complaint at all. */
export const noMeasures: ComplaintMeasures = {
  openAtStart: 0,
  received: 0,
  resolved: 0,
  openAtEnd: 0,
  transferred: 0,
  claimed: new AmountSummary(0, '0'),
  settled: new AmountSummary(0, '0'),
  resolutionDays: new DaysSummary(0, '0', []),
  steps: [],
};
