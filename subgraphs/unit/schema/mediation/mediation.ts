import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import { DateTimeScalar, DecimalScalar } from '../../../../shared/contract/scalars.ts';
import { describedEnum } from '../common/described-enum.ts';
import { DateTimeRange, OrderDirection, PageInfo } from '../common/paging.ts';
import { UnitStub } from '../common/stubs.ts';

/** Enum `MediationMethod` of the graph. */
export const MediationMethod = describedEnum('MediationMethod', 'What an association does in a matter.', {
  MEDIATION: 'Mediates between the parties.',
  NEGOTIATION_SUPPORT: 'Supports their negotiation.',
  ADVICE: 'Advises the consumer.',
});

/** Enum `MediationOutcome` of the graph. */
export const MediationOutcome = describedEnum('MediationOutcome', 'What came of a mediation.', {
  SETTLED: 'The parties agreed.',
  PARTLY_SETTLED: 'The parties agreed in part.',
  NOT_SETTLED: 'The parties did not agree.',
  WITHDRAWN: 'A party withdrew.',
});

/** A complaint as this contract knows it; its mediations are a field of `MediatedComplaintFields`. */
@ObjectType('Complaint', {
  description: 'A consumer’s matter and its mediations: asked of the associations that cover the unit of originId, and of the national one.',
  simpleResolvers: true,
})
@Directive('@key(fields: "originId")')
@Directive('@covered(key: "originId")')
export class MediatedComplaint {
  @Field(() => ID, { description: 'The id under which the matter was first received anywhere.' })
  originId!: string;
}

/** Object `Mediation` of the graph. */
@ObjectType('Mediation', { description: 'A mediation of an association. What the parties said is never carried (Art 62.2).', simpleResolvers: true })
@Directive('@key(fields: "id")')
@Directive('@sharded(key: "id")')
export class MediationType {
  @Field(() => ID, { description: 'UNIT/local-number; its association holds the record.' })
  id!: string;

  @Field(() => UnitStub, { description: 'The association.' })
  unit!: UnitStub;

  @Field(() => MediatedComplaint, { nullable: true, description: 'Null when the parties came to the association directly.' })
  complaint!: MediatedComplaint | null;

  @Field(() => MediationMethod, { description: 'What the association does.' })
  method!: string;

  @Field(() => DateTimeScalar, { description: 'When it was opened.' })
  openedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was closed; null while it goes on.' })
  closedAt!: string | null;

  @Field(() => MediationOutcome, { nullable: true, description: 'What came of it.' })
  outcome!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Amount the parties settled for.' })
  settledAmount!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Last instant to perform the settlement (Art 65).' })
  performBy!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the settlement was performed; null when nothing is to be performed or unknown.' })
  performed!: boolean | null;
}

/** Object `MediationEdge` of the graph. */
@ObjectType('MediationEdge', { description: 'A mediation at its place in a list.', simpleResolvers: true })
export class MediationEdge {
  @Field(() => String, { description: 'The place, for `after`.' })
  cursor!: string;

  @Field(() => String, { nullable: true, description: 'Text whose order of bytes is the order of the list; null without a value.' })
  @Directive('@inaccessible')
  sortKey!: string | null;

  @Field(() => MediationType, { description: 'The mediation.' })
  node!: MediationType;
}

/** Its total is a field of `MediationConnectionFields`, counted when asked for. */
@ObjectType('MediationConnection', { description: 'A page of mediations.', simpleResolvers: true })
export class MediationConnection {
  @Field(() => [MediationEdge], { description: 'The mediations in order.' })
  edges!: readonly MediationEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands.' })
  pageInfo!: PageInfo;
}

/** Input `MediationFilter` of the graph. */
@InputType('MediationFilter', { description: 'Which mediations. Every part must hold; an absent part says nothing.' })
export class MediationFilter {
  @Field(() => [ID], { nullable: true, description: 'Codes of associations.' })
  @Directive('@prune')
  units?: readonly string[] | null;

  @Field(() => [MediationMethod], { nullable: true, description: 'Methods.' })
  methods?: readonly string[] | null;

  @Field(() => [MediationOutcome], { nullable: true, description: 'Outcomes.' })
  outcomes?: readonly string[] | null;

  @Field(() => DateTimeRange, { nullable: true, description: 'Range of opening; in statistics the period.' })
  @Directive('@period')
  opened?: DateTimeRange | null;
}

/** Enum `MediationOrderField` of the graph. */
export const MediationOrderField = describedEnum('MediationOrderField', 'What mediations are ordered by.', {
  OPENED_AT: 'When it was opened.',
  CLOSED_AT: 'When it was closed.',
});

/** Input `MediationOrder` of the graph. */
@InputType('MediationOrder', { description: 'An order of mediations; those with equal values are ordered by id.' })
export class MediationOrder {
  @Field(() => MediationOrderField, { description: 'What to order by.' })
  field!: keyof typeof MediationOrderField;

  @Field(() => OrderDirection, { description: 'Direction.' })
  direction!: keyof typeof OrderDirection;
}
