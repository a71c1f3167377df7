import { Directive, Field, InputType, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../../shared/contract/scalars.ts';
import { describedEnum } from './described-enum.ts';

/** Object `PageInfo` of the graph. */
@ObjectType('PageInfo', { description: 'Where a page stands in its list.', simpleResolvers: true })
@Directive('@shareable')
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether rows follow this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether the page was asked for after a cursor.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first row; null for an empty page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last row, for `after`; null for an empty page.' })
  endCursor!: string | null;
}

/** Enum `OrderDirection` of the graph. */
export const OrderDirection = describedEnum('OrderDirection', 'Direction of an order. Rows without a value come last in both.', {
  ASC: 'Least first.',
  DESC: 'Greatest first.',
});

/** Input `DateTimeRange` of the graph. */
@InputType('DateTimeRange', { description: 'Half open: from <= value < to.' })
export class DateTimeRange {
  @Field(() => DateTimeScalar, { nullable: true, description: 'First instant of the range; open when absent.' })
  from?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'First instant after the range; open when absent.' })
  to?: string | null;
}
