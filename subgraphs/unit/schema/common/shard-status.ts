import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { DateScalar } from '../../../../shared/contract/scalars.ts';

/** Object `CoveredPeriod` of the graph. */
@ObjectType('CoveredPeriod', { description: 'Days from the first to the last, both in it.', simpleResolvers: true })
@Directive('@inaccessible')
@Directive('@shareable')
export class CoveredPeriod {
  @Field(() => DateScalar, { description: 'First day.' })
  from!: string;

  @Field(() => DateScalar, { description: 'Last day.' })
  to!: string;
}

/** Object `ShardStatus` of the graph. */
@ObjectType('ShardStatus', { description: 'What a unit says of its own records of a contract.', simpleResolvers: true })
@Directive('@inaccessible')
@Directive('@shareable')
export class ShardStatus {
  @Field(() => ID, { description: 'Code of the unit.' })
  unit!: string;

  @Field(() => String, { description: 'Name of the contract.' })
  contract!: string;

  @Field(() => Int, { description: 'Rows that count at the instant of the question.' })
  rows!: number;

  @Field(() => DateScalar, { nullable: true, description: 'First day the unit has records of; null when it did not say.' })
  coveredFrom!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day the unit has records of; null while it goes on.' })
  coveredTo!: string | null;

  @Field(() => String, { description: 'Version of the reference data the records were prepared with.' })
  referenceVersion!: string;

  @Field(() => [CoveredPeriod], { description: 'Periods for which the unit confirmed that it has nothing to report.' })
  confirmedZero!: readonly CoveredPeriod[];
}
