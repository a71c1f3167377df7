import { Arg, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { DateTimeScalar } from '../../../../shared/contract/scalars.ts';
import type { ComplaintPage } from '../../service/complaint-lists.ts';
import { identifierKind, type KnownTrader, knownTrader, traderComplaints } from '../../service/traders.ts';
import { loadersOf, type UnitContext } from '../../service/unit-context.ts';
import { ComplaintFilter, ComplaintOrder } from '../complaints/filter.ts';
import { TraderComplaintConnection, TraderIdentifierKind, TraderStatistics, TraderType } from './trader.ts';

/** Roots of the contract `links`. */
@Resolver()
export class LinksQuery {
  @Query(() => TraderType, { nullable: true, description: 'The trader of an id; null when no complaint is about it.' })
  @Directive('@gather(rule: MERGE)')
  trader(
    @Arg('id', () => ID, { description: 'Typed identifier, such as mst:0100109106, or UNIT/t-… where the trader has none.' }) id: string,
    @Ctx() context: UnitContext,
  ): Promise<KnownTrader | null> {
    return knownTrader(context, id);
  }
}

/** Fields of a trader, loaded when they are selected, for all traders of a request at once where one statement can. */
@Resolver(() => TraderType)
export class TraderFields {
  @FieldResolver(() => String, { nullable: true, description: 'The name in the complaint received last of those that give one.' })
  @Directive('@gather(rule: LATEST, by: "seenAt")')
  async name(@Root() { id }: KnownTrader, @Ctx() context: UnitContext): Promise<string | null> {
    return (await loadersOf(context).traderName.load(id))?.name ?? null;
  }

  @FieldResolver(() => TraderIdentifierKind, { nullable: true, description: 'What its identifier is.' })
  @Directive('@gather(rule: SAME)')
  identifierKind(@Root() { id }: KnownTrader): string {
    return identifierKind(id);
  }

  @FieldResolver(() => DateTimeScalar, { nullable: true, description: 'Latest receipt of a complaint that gives its name; null without one.' })
  @Directive('@inaccessible')
  @Directive('@gather(rule: MAX)')
  async seenAt(@Root() { id }: KnownTrader, @Ctx() context: UnitContext): Promise<string | null> {
    return (await loadersOf(context).traderName.load(id))?.seenAt ?? null;
  }

  @FieldResolver(() => TraderComplaintConnection, { nullable: true, description: 'Complaints about it in an order, page by page.' })
  @Directive('@gather(rule: CONNECTION)')
  @Directive('@listSize(slicingArguments: ["first"], sizedFields: ["edges"])')
  complaints(
    @Root() trader: KnownTrader,
    @Arg('filter', () => ComplaintFilter, { nullable: true, description: 'Which of them; all when absent.' }) filter: ComplaintFilter | undefined,
    @Arg('orderBy', () => ComplaintOrder, { defaultValue: { field: 'RECEIVED_AT', direction: 'DESC' }, description: 'The order.' })
    orderBy: ComplaintOrder,
    @Arg('first', () => Int, { defaultValue: 10, description: 'Rows of a page, 1 to 20.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor the page begins after; its arguments must be the same.' })
    after: string | undefined,
    @Ctx() context: UnitContext,
  ): Promise<ComplaintPage> {
    return traderComplaints(context, trader, { filter, orderBy, first, after });
  }

  @FieldResolver(() => TraderStatistics, { nullable: true, description: 'Complaints about it, counted.' })
  @Directive('@gather(rule: MERGE)')
  statistics(@Root() { counts }: KnownTrader): TraderStatistics {
    return counts;
  }
}

/** The total of a list, counted when it is selected. */
@Resolver(() => TraderComplaintConnection)
export class TraderComplaintConnectionFields {
  @FieldResolver(() => Int, { nullable: true, description: 'Complaints the filter names in all; null when a unit did not answer.' })
  @Directive('@gather(rule: SUM)')
  totalCount(@Root() page: ComplaintPage): Promise<number> {
    return page.count();
  }
}
