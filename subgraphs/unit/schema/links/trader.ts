import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { describedEnum } from '../common/described-enum.ts';
import { PageInfo } from '../common/paging.ts';

/** Enum `TraderIdentifierKind` of the graph. */
export const TraderIdentifierKind = describedEnum('TraderIdentifierKind', 'What the identifier of a trader is.', {
  TAX_10: 'A tax code of ten digits: an enterprise or another organisation.',
  TAX_13: 'A tax code of thirteen digits: a dependent unit such as a branch.',
  PERSONAL_12: 'Twelve digits: the number of a person, who is in business.',
  OTHER: 'An identifier of another scheme.',
  NONE: 'None: the unit told the trader apart by a number of its own.',
});

/** A complaint as this contract knows it. */
@ObjectType('Complaint', { description: 'A consumer’s matter; the unit that its id names holds the rest of it.', simpleResolvers: true })
@Directive('@key(fields: "id", resolvable: false)')
export class ComplaintStub {
  @Field(() => ID, { description: 'UNIT/local-number.' })
  id!: string;
}

/** Object `TraderComplaintEdge` of the graph. */
@ObjectType('TraderComplaintEdge', { description: 'A complaint at its place in a list of a trader’s.', simpleResolvers: true })
export class TraderComplaintEdge {
  @Field(() => String, { description: 'The place, for `after`.' })
  cursor!: string;

  @Field(() => String, { nullable: true, description: 'Text whose order of bytes is the order of the list; null without a value.' })
  @Directive('@inaccessible')
  sortKey!: string | null;

  @Field(() => ComplaintStub, { description: 'The complaint.' })
  node!: ComplaintStub;
}

/** Its total is a field of `TraderComplaintConnectionFields`, counted when asked for. */
@ObjectType('TraderComplaintConnection', { description: 'A page of complaints about a trader.', simpleResolvers: true })
export class TraderComplaintConnection {
  @Field(() => [TraderComplaintEdge], { description: 'The complaints in order.' })
  edges!: readonly TraderComplaintEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands.' })
  pageInfo!: PageInfo;
}

/** Object `TraderStatistics` of the graph. */
@ObjectType('TraderStatistics', {
  description: 'Complaints about a trader, counted as they stand at the instant of the question, each once however often it names the trader.',
  simpleResolvers: true,
})
export class TraderStatistics {
  @Field(() => Int, { description: 'Received.' })
  @Directive('@gather(rule: SUM)')
  received!: number;

  @Field(() => Int, { description: 'Received and not resolved.' })
  @Directive('@gather(rule: SUM)')
  open!: number;

  @Field(() => Int, { description: 'Resolved by an agreement of the parties, in full or in part.' })
  @Directive('@gather(rule: SUM)')
  settled!: number;
}

/** All but the id are fields of `TraderFields`, which loads them. */
@ObjectType('Trader', {
  description: 'An organisation or person in business that complaints are about, wherever in the federation they are held.',
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class TraderType {
  @Field(() => ID, { description: 'Typed identifier, such as mst:0100109106, or UNIT/t-… where the trader has none.' })
  id!: string;
}
