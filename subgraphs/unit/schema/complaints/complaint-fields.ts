import { Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { ComplaintEvent, ComplaintRespondent, ComplaintStep } from '../../persistence/complaint-children.ts';
import type { Complaint } from '../../persistence/complaint-rows.ts';
import type { ComplaintPage } from '../../service/complaint-lists.ts';
import { loadersOf, type UnitContext } from '../../service/unit-context.ts';
import { ComplaintType } from './complaint.ts';
import { Event, Respondent, Step } from './complaint-parts.ts';
import { ComplaintConnection } from './connection.ts';

/** Fields of a complaint that are loaded when they are selected, for all complaints of a request at once. */
@Resolver(() => ComplaintType)
export class ComplaintFields {
  @FieldResolver(() => [Step], { description: 'Steps under a clock, as they stand at the instant of the question.' })
  steps(@Root() complaint: Complaint, @Ctx() context: UnitContext): Promise<readonly ComplaintStep[]> {
    return loadersOf(context).steps.load(complaint.id);
  }

  @FieldResolver(() => [Respondent], { description: 'The traders it is about, in the order it names them.' })
  respondents(@Root() complaint: Complaint, @Ctx() context: UnitContext): Promise<readonly ComplaintRespondent[]> {
    return loadersOf(context).respondents.load(complaint.id);
  }

  @FieldResolver(() => [Event], { description: 'What happened in it, in the order recorded.' })
  events(@Root() complaint: Complaint, @Ctx() context: UnitContext): Promise<readonly ComplaintEvent[]> {
    return loadersOf(context).events.load(complaint.id);
  }
}

/** The total of a list, counted when it is selected. */
@Resolver(() => ComplaintConnection)
export class ComplaintConnectionFields {
  @FieldResolver(() => Int, { nullable: true, description: 'Complaints the filter names in all; null when a unit did not answer.' })
  @Directive('@gather(rule: SUM)')
  totalCount(@Root() page: ComplaintPage): Promise<number> {
    return page.count();
  }
}
