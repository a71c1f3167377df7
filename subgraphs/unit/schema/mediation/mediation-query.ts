import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Directive, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import type { Mediation } from '../../persistence/mediation-queries.ts';
import type { MediationDimension } from '../../persistence/mediation-statistics.ts';
import { type MediationPage, mediationById, mediationPage } from '../../service/mediation-lists.ts';
import { type CountedMediations, countedMediations } from '../../service/mediation-statistics.ts';
import { selectedBelow } from '../../service/selection.ts';
import { loadersOf, type UnitContext } from '../../service/unit-context.ts';
import { MediatedComplaint, MediationConnection, MediationFilter, MediationOrder, MediationType } from './mediation.ts';
import { MediationDimensionEnum, MediationStatistics } from './statistics.ts';

/** Roots of the contract `mediation`. */
@Resolver()
export class MediationQuery {
  @Query(() => MediationType, { nullable: true, description: 'The mediation of an id; null when its association does not hold it.' })
  @Directive('@gather(rule: ROUTE, arg: "id")')
  mediation(@Arg('id', () => ID, { description: 'UNIT/local-number.' }) id: string, @Ctx() context: UnitContext): Promise<Mediation | null> {
    return mediationById(context, id);
  }

  @Query(() => MediationConnection, { nullable: true, description: 'Mediations in an order, page by page.' })
  @Directive('@listSize(slicingArguments: ["first"], sizedFields: ["edges"])')
  @Directive('@gather(rule: CONNECTION)')
  mediations(
    @Arg('filter', () => MediationFilter, { nullable: true, description: 'Which mediations; all when absent.' }) filter: MediationFilter | undefined,
    @Arg('orderBy', () => MediationOrder, { defaultValue: { field: 'OPENED_AT', direction: 'DESC' }, description: 'The order.' })
    orderBy: MediationOrder,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Rows of a page, 1 to 200.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor the page begins after; its arguments must be the same.' })
    after: string | undefined,
    @Ctx() context: UnitContext,
  ): Promise<MediationPage> {
    return mediationPage(context, { filter, orderBy, first, after });
  }

  @Query(() => MediationStatistics, { nullable: true, description: 'Mediations counted in all and by dimensions.' })
  @Directive('@gather(rule: MERGE)')
  mediationStatistics(
    @Arg('filter', () => MediationFilter, { nullable: true, description: 'Which mediations; the range of opening is the period.' })
    filter: MediationFilter | undefined,
    @Arg('groupBy', () => [MediationDimensionEnum], { defaultValue: [], description: 'At most three dimensions.' })
    groupBy: MediationDimension[],
    @Ctx() context: UnitContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CountedMediations> {
    return countedMediations(context, { filter, groupBy }, selectedBelow(info));
  }
}

/** What an association adds to a complaint: read for all complaints of a request at once. */
@Resolver(() => MediatedComplaint)
export class MediatedComplaintFields {
  @FieldResolver(() => [MediationType], { nullable: true, description: 'Its mediations, ordered by id.' })
  @Directive('@gather(rule: CONCAT, by: "id")')
  mediations(@Root() { originId }: MediatedComplaint, @Ctx() context: UnitContext): Promise<readonly Mediation[]> {
    return loadersOf(context).mediationsOf.load(originId);
  }
}

/** The total of a list, counted when it is selected. */
@Resolver(() => MediationConnection)
export class MediationConnectionFields {
  @FieldResolver(() => Int, { nullable: true, description: 'Mediations the filter names in all; null when a unit did not answer.' })
  @Directive('@gather(rule: SUM)')
  totalCount(@Root() page: MediationPage): Promise<number> {
    return page.count();
  }
}
