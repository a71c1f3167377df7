import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Directive, ID, Info, Int, Query, Resolver } from 'type-graphql';
import { DateScalar } from '../../../../shared/contract/scalars.ts';
import type { BoundaryMode, ComplaintDimension, DateBasis } from '../../persistence/complaint-dimensions.ts';
import type { Complaint } from '../../persistence/complaint-rows.ts';
import type { ContactDimension } from '../../persistence/contact-statistics.ts';
import { type ComplaintPage, complaintById, complaintPage } from '../../service/complaint-lists.ts';
import { type CountedComplaints, countedComplaints } from '../../service/complaint-statistics.ts';
import { type CountedContacts, countedContacts } from '../../service/contact-statistics.ts';
import { selectedBelow } from '../../service/selection.ts';
import type { UnitContext } from '../../service/unit-context.ts';
import { ComplaintType } from './complaint.ts';
import { ComplaintConnection } from './connection.ts';
import { ContactDimensionEnum, ContactStatistics } from './contact-statistics.ts';
import { ComplaintFilter, ComplaintOrder } from './filter.ts';
import { BoundariesEnum, ComplaintDimensionEnum, ComplaintStatistics, DateBasisEnum } from './statistics.ts';

/** Roots of the contract `complaints`. */
@Resolver()
export class ComplaintQuery {
  @Query(() => ComplaintType, { nullable: true, description: 'The complaint of an id; null when its unit does not hold it.' })
  @Directive('@gather(rule: ROUTE, arg: "id")')
  complaint(@Arg('id', () => ID, { description: 'UNIT/local-number.' }) id: string, @Ctx() context: UnitContext): Promise<Complaint | null> {
    return complaintById(context, id);
  }

  @Query(() => ComplaintConnection, { nullable: true, description: 'Complaints in an order, page by page.' })
  @Directive('@listSize(slicingArguments: ["first"], sizedFields: ["edges"])')
  @Directive('@gather(rule: CONNECTION)')
  complaints(
    @Arg('filter', () => ComplaintFilter, { nullable: true, description: 'Which complaints; all when absent.' }) filter: ComplaintFilter | undefined,
    @Arg('orderBy', () => ComplaintOrder, { defaultValue: { field: 'RECEIVED_AT', direction: 'DESC' }, description: 'The order.' })
    orderBy: ComplaintOrder,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Rows of a page, 1 to 200.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor the page begins after; its arguments must be the same.' })
    after: string | undefined,
    @Ctx() context: UnitContext,
  ): Promise<ComplaintPage> {
    return complaintPage(context, { filter, orderBy, first, after });
  }

  @Query(() => ComplaintStatistics, { nullable: true, description: 'Complaints counted in all and by at most three dimensions.' })
  @Directive('@gather(rule: MERGE)')
  complaintStatistics(
    @Arg('filter', () => ComplaintFilter, { nullable: true, description: 'Which complaints; the range of the date basis is the period.' })
    filter: ComplaintFilter | undefined,
    @Arg('groupBy', () => [ComplaintDimensionEnum], { defaultValue: [], description: 'At most three dimensions.' })
    groupBy: ComplaintDimension[],
    @Arg('dateBasis', () => DateBasisEnum, { defaultValue: 'RECEIVED', description: 'Which date puts a complaint into the period.' })
    dateBasis: DateBasis,
    @Arg('boundaries', () => BoundariesEnum, { defaultValue: 'CURRENT', description: 'Under which provinces complaints are counted.' })
    boundaries: BoundaryMode,
    @Ctx() context: UnitContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CountedComplaints> {
    return countedComplaints(context, { filter, groupBy, dateBasis, boundaries }, selectedBelow(info));
  }

  @Query(() => ContactStatistics, { nullable: true, description: 'Contacts counted in all and by dimensions, without personal data.' })
  @Directive('@gather(rule: MERGE)')
  contactStatistics(
    @Arg('from', () => DateScalar, { description: 'First day.' }) @Directive('@period(bound: FROM)') from: string,
    @Arg('to', () => DateScalar, { description: 'First day after the period.' }) @Directive('@period(bound: TO)') to: string,
    @Arg('groupBy', () => [ContactDimensionEnum], { defaultValue: [], description: 'The dimensions.' }) groupBy: ContactDimension[],
    @Ctx() context: UnitContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CountedContacts> {
    return countedContacts(context, { from, to, groupBy }, selectedBelow(info));
  }
}
