import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { ComplaintStub } from './trader.ts';

/** Object `Transfer` of the graph. */
@ObjectType('Transfer', {
  description: 'A hand-over as the complaint it stands on records it. The complaint at either end is asked of the unit that holds it.',
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Directive('@sharded(key: "id")')
export class LinkedTransfer {
  @Field(() => ID, { description: 'Id of the complaint it stands on.' })
  id!: string;

  @Field(() => ComplaintStub, { nullable: true, description: 'The complaint at the receiver; null when that is outside the federation.' })
  to!: ComplaintStub | null;

  @Field(() => ComplaintStub, { nullable: true, description: 'The complaint at the sender; null when that is outside the federation.' })
  from!: ComplaintStub | null;
}
