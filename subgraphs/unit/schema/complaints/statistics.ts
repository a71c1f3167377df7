import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { BigIntScalar, DecimalScalar } from '../../../../shared/contract/scalars.ts';
import { describedEnum } from '../common/described-enum.ts';
import { BehaviourStub, ProvinceStub, SectorStub, UnitStub } from '../common/stubs.ts';
import { RecordedProvince } from './complaint-parts.ts';
import { Channel, ClockStep, ComplaintKind, ComplaintStatus, Outcome, Procedure, TransactionType, UnitKind } from './enums.ts';

/** Enum `ComplaintDimension` of the graph. */
export const ComplaintDimensionEnum = describedEnum('ComplaintDimension', 'By what complaints are grouped.', {
  PROVINCE: 'Province, of today or as recorded (see Boundaries).',
  UNIT: 'Unit that holds the record.',
  UNIT_KIND: 'Kind of that unit.',
  SECTOR: 'Sector.',
  BEHAVIOUR: 'Behaviour; a complaint counts in each of its own, so groups do not add up to the total.',
  KIND: 'Kind.',
  PROCEDURE: 'Procedure.',
  CHANNEL: 'Channel.',
  STATUS: 'Status.',
  OUTCOME: 'Outcome.',
  PLATFORM: 'Platform.',
  TRANSACTION_TYPE: 'Kind of transaction.',
  MONTH: 'Month of the date basis, in the zone of the federation.',
  QUARTER: 'Quarter of the date basis.',
  YEAR: 'Year of the date basis.',
});

/** Enum `DateBasis` of the graph. */
export const DateBasisEnum = describedEnum('DateBasis', 'Which date puts a complaint into a period.', {
  RECEIVED: 'When it was received.',
  RESOLVED: 'When it was resolved.',
});

/** Enum `Boundaries` of the graph. */
export const BoundariesEnum = describedEnum('Boundaries', 'Under which provinces complaints are counted.', {
  CURRENT: 'Those of today: former ones are counted under the one they lie in.',
  AS_RECORDED: 'Those written at receipt.',
});

/** Object `ComplaintDimensions` of the graph. */
@ObjectType('ComplaintDimensions', {
  description: 'Values of the dimensions a group was made by; all others are null. A null of a dimension asked for is a value of its own.',
  simpleResolvers: true,
})
export class ComplaintDimensions {
  @Field(() => ProvinceStub, { nullable: true, description: 'Province of today.' })
  province?: ProvinceStub | null;

  @Field(() => RecordedProvince, { nullable: true, description: 'Province as recorded, under AS_RECORDED.' })
  provinceRecorded?: RecordedProvince | null;

  @Field(() => UnitStub, { nullable: true, description: 'Unit.' })
  unit?: UnitStub | null;

  @Field(() => UnitKind, { nullable: true, description: 'Kind of unit.' })
  unitKind?: string | null;

  @Field(() => SectorStub, { nullable: true, description: 'Sector.' })
  sector?: SectorStub | null;

  @Field(() => BehaviourStub, { nullable: true, description: 'Behaviour; null for complaints without one.' })
  behaviour?: BehaviourStub | null;

  @Field(() => ComplaintKind, { nullable: true, description: 'Kind.' })
  kind?: string | null;

  @Field(() => Procedure, { nullable: true, description: 'Procedure.' })
  procedure?: string | null;

  @Field(() => Channel, { nullable: true, description: 'Channel.' })
  channel?: string | null;

  @Field(() => ComplaintStatus, { nullable: true, description: 'Status.' })
  status?: string | null;

  @Field(() => Outcome, { nullable: true, description: 'Outcome.' })
  outcome?: string | null;

  @Field(() => String, { nullable: true, description: 'Platform.' })
  platform?: string | null;

  @Field(() => TransactionType, { nullable: true, description: 'Kind of transaction.' })
  transactionType?: string | null;

  @Field(() => String, { nullable: true, description: 'Month, YYYY-MM.' })
  month?: string | null;

  @Field(() => String, { nullable: true, description: 'Quarter, YYYY-Qn.' })
  quarter?: string | null;

  @Field(() => Int, { nullable: true, description: 'Year.' })
  year?: number | null;
}

/** Object `AmountSummary` of the graph. */
@ObjectType('AmountSummary', { description: 'Amounts of the complaints whose date basis lies in the period.', simpleResolvers: true })
export class AmountSummaryType {
  @Field(() => Int, { description: 'Complaints with an amount.' })
  @Directive('@gather(rule: SUM)')
  count!: number;

  @Field(() => DecimalScalar, { description: 'Sum of the amounts.' })
  @Directive('@gather(rule: SUM)')
  sum!: string;

  @Field(() => DecimalScalar, { nullable: true, description: 'sum / count, six decimals; null when nothing was counted.' })
  @Directive('@derive(op: RATIO, of: ["sum", "count"])')
  mean!: string | null;
}

/** Object `DayBucket` of the graph. */
@ObjectType('DayBucket', { description: 'How many complaints took so many days.', simpleResolvers: true })
export class DayBucketType {
  @Field(() => Int, { description: 'Whole calendar days.' })
  days!: number;

  @Field(() => Int, { description: 'Complaints.' })
  count!: number;
}

/** Object `DaysSummary` of the graph. */
@ObjectType('DaysSummary', {
  description: 'Calendar days from receipt to resolution of the resolved complaints whose date basis lies in the period.',
  simpleResolvers: true,
})
export class DaysSummaryType {
  @Field(() => Int, { description: 'Complaints that are resolved.' })
  @Directive('@gather(rule: SUM)')
  count!: number;

  @Field(() => BigIntScalar, { description: 'Sum of the days.' })
  @Directive('@gather(rule: SUM)')
  sum!: string;

  @Field(() => [DayBucketType], { description: 'Complaints by days, ordered by days, only days that occur.' })
  @Directive('@gather(rule: HISTOGRAM, by: "days")')
  histogram!: readonly DayBucketType[];

  @Field(() => DecimalScalar, { nullable: true, description: 'sum / count, six decimals; null when nothing was counted.' })
  @Directive('@derive(op: RATIO, of: ["sum", "count"])')
  mean!: string | null;

  @Field(() => Int, { nullable: true, description: 'Days within which half of the complaints were resolved.' })
  @Directive('@derive(op: QUANTILE, of: ["histogram"], q: 0.5)')
  p50!: number | null;

  @Field(() => Int, { nullable: true, description: 'Days within which nine of ten complaints were resolved.' })
  @Directive('@derive(op: QUANTILE, of: ["histogram"], q: 0.9)')
  p90!: number | null;
}

/** Object `StepMeasures` of the graph. */
@ObjectType('StepMeasures', { description: 'How one step was kept in the complaints that have it.', simpleResolvers: true })
export class StepMeasuresType {
  @Field(() => ClockStep, { description: 'Which step.' })
  step!: string;

  @Field(() => Int, { description: 'Done in time.' })
  @Directive('@gather(rule: SUM)')
  met!: number;

  @Field(() => Int, { description: 'Done too late, or not done and the term is over.' })
  @Directive('@gather(rule: SUM)')
  missed!: number;

  @Field(() => Int, { description: 'Not done, the term still runs.' })
  @Directive('@gather(rule: SUM)')
  running!: number;

  @Field(() => Int, { description: 'Not recorded, or without a known term.' })
  @Directive('@gather(rule: SUM)')
  unknown!: number;
}

/** Object `ComplaintMeasures` of the graph. */
@ObjectType('ComplaintMeasures', { description: 'What was counted. The period is the range of the date basis in the filter.', simpleResolvers: true })
export class ComplaintMeasuresType {
  @Field(() => Int, { description: 'Received before the period and not resolved before it; 0 without a beginning.' })
  @Directive('@gather(rule: SUM)')
  openAtStart!: number;

  @Field(() => Int, { description: 'Received in the period.' })
  @Directive('@gather(rule: SUM)')
  received!: number;

  @Field(() => Int, { description: 'Resolved in the period.' })
  @Directive('@gather(rule: SUM)')
  resolved!: number;

  @Field(() => Int, { description: 'Received before the end of the period and not resolved before it.' })
  @Directive('@gather(rule: SUM)')
  openAtEnd!: number;

  @Field(() => Int, { description: 'Handed over in the period, counted at the sender.' })
  @Directive('@gather(rule: SUM)')
  transferred!: number;

  @Field(() => AmountSummaryType, { description: 'Amounts asked for.' })
  @Directive('@gather(rule: MERGE)')
  claimed!: AmountSummaryType;

  @Field(() => AmountSummaryType, { description: 'Amounts settled for.' })
  @Directive('@gather(rule: MERGE)')
  settled!: AmountSummaryType;

  @Field(() => DaysSummaryType, { description: 'Time to resolution.' })
  @Directive('@gather(rule: MERGE)')
  resolutionDays!: DaysSummaryType;

  @Field(() => [StepMeasuresType], { description: 'Steps of the complaints whose date basis lies in the period, ordered by step.' })
  @Directive('@gather(rule: GROUPS, by: "step")')
  steps!: readonly StepMeasuresType[];
}

/** Object `ComplaintGroup` of the graph. */
@ObjectType('ComplaintGroup', { description: 'Complaints with the same values of the dimensions.', simpleResolvers: true })
export class ComplaintGroup {
  @Field(() => ID, { description: 'JSON array of the values in the order of `groupBy`, null included.' })
  id!: string;

  @Field(() => ComplaintDimensions, { description: 'The values.' })
  @Directive('@gather(rule: SAME)')
  dimensions!: ComplaintDimensions;

  @Field(() => ComplaintMeasuresType, { description: 'What was counted.' })
  @Directive('@gather(rule: MERGE)')
  measures!: ComplaintMeasuresType;
}

/** Object `ComplaintStatistics` of the graph. */
@ObjectType('ComplaintStatistics', { description: 'Complaints counted in all and by groups.', simpleResolvers: true })
export class ComplaintStatistics {
  @Field(() => ComplaintMeasuresType, { description: 'All complaints the filter names, each once.' })
  @Directive('@gather(rule: MERGE)')
  total!: ComplaintMeasuresType;

  @Field(() => [ComplaintGroup], { description: 'Groups in the order of their ids by bytes; none without dimensions.' })
  @Directive('@gather(rule: GROUPS, by: "id")')
  groups!: readonly ComplaintGroup[];
}
