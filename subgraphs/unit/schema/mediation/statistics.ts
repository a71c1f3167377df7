import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { DecimalScalar } from '../../../../shared/contract/scalars.ts';
import { describedEnum } from '../common/described-enum.ts';
import { UnitStub } from '../common/stubs.ts';
import { MediationMethod, MediationOutcome } from './mediation.ts';

/** Enum `MediationDimension` of the graph. */
export const MediationDimensionEnum = describedEnum('MediationDimension', 'By what mediations are grouped.', {
  UNIT: 'Association.',
  METHOD: 'Method.',
  OUTCOME: 'Outcome.',
  MONTH: 'Month of the opening, in the zone of the federation.',
});

/** Object `MediationMeasures` of the graph. */
@ObjectType('MediationMeasures', { description: 'What was counted. The period is the range of opening in the filter.', simpleResolvers: true })
export class MediationMeasuresType {
  @Field(() => Int, { description: 'Opened in the period.' })
  @Directive('@gather(rule: SUM)')
  opened!: number;

  @Field(() => Int, { description: 'Closed in the period.' })
  @Directive('@gather(rule: SUM)')
  closed!: number;

  @Field(() => Int, { description: 'Closed in the period with a settlement, in full or in part.' })
  @Directive('@gather(rule: SUM)')
  settled!: number;

  @Field(() => Int, { description: 'Closed in the period and performed.' })
  @Directive('@gather(rule: SUM)')
  performed!: number;

  @Field(() => DecimalScalar, { description: 'Sum of the amounts settled for, of those closed in the period.' })
  @Directive('@gather(rule: SUM)')
  settledAmount!: string;
}

/** Object `MediationGroup` of the graph. */
@ObjectType('MediationGroup', { description: 'Mediations with the same values of the dimensions.', simpleResolvers: true })
export class MediationGroupType {
  @Field(() => ID, { description: 'JSON array of the values in the order of `groupBy`, null included.' })
  id!: string;

  @Field(() => UnitStub, { nullable: true, description: 'Association, when grouped by it.' })
  @Directive('@gather(rule: SAME)')
  unit?: UnitStub | null;

  @Field(() => MediationMethod, { nullable: true, description: 'Method, when grouped by it.' })
  @Directive('@gather(rule: SAME)')
  method?: string | null;

  @Field(() => MediationOutcome, { nullable: true, description: 'Outcome, when grouped by it; null while it goes on.' })
  @Directive('@gather(rule: SAME)')
  outcome?: string | null;

  @Field(() => String, { nullable: true, description: 'Month, YYYY-MM, when grouped by it.' })
  @Directive('@gather(rule: SAME)')
  month?: string | null;

  @Field(() => MediationMeasuresType, { description: 'What was counted.' })
  @Directive('@gather(rule: MERGE)')
  measures!: MediationMeasuresType;
}

/** Object `MediationStatistics` of the graph. */
@ObjectType('MediationStatistics', { description: 'Mediations counted in all and by groups.', simpleResolvers: true })
export class MediationStatistics {
  @Field(() => MediationMeasuresType, { description: 'All mediations the filter names.' })
  @Directive('@gather(rule: MERGE)')
  total!: MediationMeasuresType;

  @Field(() => [MediationGroupType], { description: 'Groups in the order of their ids by bytes; none without dimensions.' })
  @Directive('@gather(rule: GROUPS, by: "id")')
  groups!: readonly MediationGroupType[];
}
