import { Directive, Field, ID, InputType } from 'type-graphql';
import { describedEnum } from '../common/described-enum.ts';
import { DateTimeRange, OrderDirection } from '../common/paging.ts';
import { Channel, ClockStep, ComplaintKind, ComplaintStatus, Outcome, Procedure, UnitKind } from './enums.ts';

/** Input `ComplaintFilter` of the graph. */
@InputType('ComplaintFilter', {
  description: 'Which complaints. Every part must hold; within a list one value suffices; an absent part says nothing.',
})
export class ComplaintFilter {
  @Field(() => [ID], { nullable: true, description: 'Codes of provinces of today.' })
  provinces?: readonly string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Codes of the units that hold the record.' })
  @Directive('@prune')
  units?: readonly string[] | null;

  @Field(() => [UnitKind], { nullable: true, description: 'Kinds of the units that hold the record.' })
  unitKinds?: readonly string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Codes of sectors.' })
  sectors?: readonly string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Codes of behaviours; a complaint with one of them matches.' })
  behaviours?: readonly string[] | null;

  @Field(() => [ComplaintKind], { nullable: true, description: 'Kinds.' })
  kinds?: readonly string[] | null;

  @Field(() => [Procedure], { nullable: true, description: 'Procedures.' })
  procedures?: readonly string[] | null;

  @Field(() => [Channel], { nullable: true, description: 'Channels.' })
  channels?: readonly string[] | null;

  @Field(() => [ComplaintStatus], { nullable: true, description: 'Statuses.' })
  statuses?: readonly string[] | null;

  @Field(() => [Outcome], { nullable: true, description: 'Outcomes.' })
  outcomes?: readonly string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'With priority or without.' })
  priority?: boolean | null;

  @Field(() => String, { nullable: true, description: 'The platform, as recorded.' })
  platform?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Identifiers of traders; a complaint about one of them matches.' })
  traders?: readonly string[] | null;

  @Field(() => ClockStep, { nullable: true, description: 'A step that was missed, at the instant of the question.' })
  stepMissed?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Words that all stand in the summary, the platform, or a name of a respondent, sector or behaviour. Accents and case do not matter.',
  })
  text?: string | null;

  @Field(() => DateTimeRange, { nullable: true, description: 'Range of receipt.' })
  @Directive('@period')
  received?: DateTimeRange | null;

  @Field(() => DateTimeRange, { nullable: true, description: 'Range of resolution; a complaint without one does not match.' })
  @Directive('@period')
  resolved?: DateTimeRange | null;

  @Field(() => DateTimeRange, { nullable: true, description: 'Range of the last change.' })
  updated?: DateTimeRange | null;
}

/** Enum `ComplaintOrderField` of the graph. */
export const ComplaintOrderField = describedEnum('ComplaintOrderField', 'What complaints are ordered by.', {
  RECEIVED_AT: 'When it was received.',
  UPDATED_AT: 'When the record last changed.',
  RESOLVED_AT: 'When it was resolved.',
  CLAIMED_AMOUNT: 'Amount the consumer asks for.',
});

/** Input `ComplaintOrder` of the graph. */
@InputType('ComplaintOrder', { description: 'An order of complaints; those with equal values are ordered by id.' })
export class ComplaintOrder {
  @Field(() => ComplaintOrderField, { description: 'What to order by.' })
  field!: keyof typeof ComplaintOrderField;

  @Field(() => OrderDirection, { description: 'Direction.' })
  direction!: keyof typeof OrderDirection;
}
