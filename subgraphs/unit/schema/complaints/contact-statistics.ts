import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { describedEnum } from '../common/described-enum.ts';
import { UnitStub } from '../common/stubs.ts';
import { Channel } from './enums.ts';

/** Enum `ContactDimension` of the graph. */
export const ContactDimensionEnum = describedEnum('ContactDimension', 'By what contacts are grouped.', {
  UNIT: 'Unit that was contacted.',
  CHANNEL: 'Channel.',
  MONTH: 'Month of the day.',
});

/** Object `ContactMeasures` of the graph. */
@ObjectType('ContactMeasures', { description: 'Contacts: calls and requests for advice, counted without any personal data.', simpleResolvers: true })
export class ContactMeasures {
  @Field(() => Int, { description: 'Contacts that came in.' })
  @Directive('@gather(rule: SUM)')
  received!: number;

  @Field(() => Int, { description: 'Contacts that were answered.' })
  @Directive('@gather(rule: SUM)')
  answered!: number;

  @Field(() => Int, { description: 'Contacts in which advice was given.' })
  @Directive('@gather(rule: SUM)')
  advised!: number;
}

/** Object `ContactGroup` of the graph. */
@ObjectType('ContactGroup', { description: 'Contacts with the same values of the dimensions.', simpleResolvers: true })
export class ContactGroup {
  @Field(() => ID, { description: 'JSON array of the values in the order of `groupBy`.' })
  id!: string;

  @Field(() => UnitStub, { nullable: true, description: 'Unit, when grouped by it.' })
  @Directive('@gather(rule: SAME)')
  unit?: UnitStub | null;

  @Field(() => Channel, { nullable: true, description: 'Channel, when grouped by it.' })
  @Directive('@gather(rule: SAME)')
  channel?: string | null;

  @Field(() => String, { nullable: true, description: 'Month, YYYY-MM, when grouped by it.' })
  @Directive('@gather(rule: SAME)')
  month?: string | null;

  @Field(() => ContactMeasures, { description: 'What was counted.' })
  @Directive('@gather(rule: MERGE)')
  measures!: ContactMeasures;
}

/** Object `ContactStatistics` of the graph. */
@ObjectType('ContactStatistics', { description: 'Contacts counted in all and by groups.', simpleResolvers: true })
export class ContactStatistics {
  @Field(() => ContactMeasures, { description: 'All contacts of the days asked for.' })
  @Directive('@gather(rule: MERGE)')
  total!: ContactMeasures;

  @Field(() => [ContactGroup], { description: 'Groups in the order of their ids by bytes; none without dimensions.' })
  @Directive('@gather(rule: GROUPS, by: "id")')
  groups!: readonly ContactGroup[];
}
