import { Ctx, Directive, Query, Resolver } from 'type-graphql';
import { readStatus } from '../../persistence/status-queries.ts';
import type { UnitContext } from '../../service/unit-context.ts';
import { ShardStatus } from './shard-status.ts';

/** What a gateway asks every shard for, off any request. */
@Resolver()
export class StatusQuery {
  @Query(() => ShardStatus, { description: 'What this unit says of its own records of this contract.' })
  @Directive('@gather(rule: SAME)')
  @Directive('@shareable')
  @Directive('@inaccessible')
  async shardStatus(@Ctx() { unit, contract, at }: UnitContext): Promise<ShardStatus> {
    return { unit: unit.code, contract, referenceVersion: unit.referenceVersion, ...(await readStatus(unit.database, contract, at)) };
  }
}
