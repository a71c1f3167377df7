import { Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { quantile, ratio } from '../../../../shared/aggregates/derive.ts';
import { DecimalScalar } from '../../../../shared/contract/scalars.ts';
import type { AmountSummary, DaysSummary } from '../../persistence/complaint-statistics.ts';
import { AmountSummaryType, DaysSummaryType } from './statistics.ts';

/** What is derived from counted amounts, as a gateway derives it from the merged ones. */
@Resolver(() => AmountSummaryType)
export class AmountSummaryFields {
  @FieldResolver(() => DecimalScalar, { nullable: true, description: 'sum / count, six decimals; null when nothing was counted.' })
  @Directive('@derive(op: RATIO, of: ["sum", "count"])')
  mean(@Root() { sum, count }: AmountSummary): string | null {
    return ratio(sum, count);
  }
}

/** What is derived from counted days. */
@Resolver(() => DaysSummaryType)
export class DaysSummaryFields {
  @FieldResolver(() => DecimalScalar, { nullable: true, description: 'sum / count, six decimals; null when nothing was counted.' })
  @Directive('@derive(op: RATIO, of: ["sum", "count"])')
  mean(@Root() { sum, count }: DaysSummary): string | null {
    return ratio(sum, count);
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Days within which half of the complaints were resolved.' })
  @Directive('@derive(op: QUANTILE, of: ["histogram"], q: 0.5)')
  p50(@Root() { histogram }: DaysSummary): number | null {
    return quantile(histogram, 0.5);
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Days within which nine of ten complaints were resolved.' })
  @Directive('@derive(op: QUANTILE, of: ["histogram"], q: 0.9)')
  p90(@Root() { histogram }: DaysSummary): number | null {
    return quantile(histogram, 0.9);
  }
}
