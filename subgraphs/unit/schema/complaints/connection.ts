import { Directive, Field, ObjectType } from 'type-graphql';
import { PageInfo } from '../common/paging.ts';
import { ComplaintType } from './complaint.ts';

/** Object `ComplaintEdge` of the graph. */
@ObjectType('ComplaintEdge', { description: 'A complaint at its place in a list.', simpleResolvers: true })
export class ComplaintEdge {
  @Field(() => String, { description: 'The place, for `after`.' })
  cursor!: string;

  @Field(() => String, { nullable: true, description: 'Text whose order of bytes is the order of the list; null without a value.' })
  @Directive('@inaccessible')
  sortKey!: string | null;

  @Field(() => ComplaintType, { description: 'The complaint.' })
  node!: ComplaintType;
}

/** Its total is a field of `ComplaintFields`, counted when asked for. */
@ObjectType('ComplaintConnection', { description: 'A page of complaints.', simpleResolvers: true })
export class ComplaintConnection {
  @Field(() => [ComplaintEdge], { description: 'The complaints in order.' })
  edges!: readonly ComplaintEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands.' })
  pageInfo!: PageInfo;
}
