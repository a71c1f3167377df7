import type { Instant } from '../../../shared/domain/instant.ts';
import type { ComplaintDimension, DimensionMode } from './complaint-dimensions.ts';
import type { Sql } from './sql.ts';

/** Which measures are wanted besides the plain counts, which cost nothing more. */
export interface WantedMeasures {
  readonly amounts: boolean;
  readonly days: boolean;
  readonly histogram: boolean;
  readonly steps: boolean;
}

/** What is to be counted. */
export interface StatisticsQuery extends DimensionMode {
  /** The filter, but for the range of the date basis. */
  readonly conditions: readonly Sql[];
  readonly at: Instant;
  /** Beginning of the period; null when it has none. */
  readonly from: Instant | null;
  /** End of the period, not in it. */
  readonly to: Instant;
  readonly groupBy: readonly ComplaintDimension[];
  /** Whether the measures of all rows are wanted too. */
  readonly withTotal: boolean;
  readonly wanted: WantedMeasures;
}
