import { type FieldNode, isObjectType, type OperationDefinitionNode } from 'graphql';
import type { Contract } from '../../supergraph/contract-rules.ts';
import type { Run } from '../run.ts';
import type { Entity } from './entities.ts';
import { gatheredEntities } from './gathered-entities.ts';
import { rowEntities } from './row-entities.ts';

/** Asks shards for the fields of entities that stand in the answer already. */
export interface EntityPart {
  readonly typeName: string;
  /** Rounds of requests that wait for each other, at most. */
  readonly stages: number;
  /** @param after stages of the plan that wait for this part */
  execute(run: Run, entities: readonly Entity[], after: number): Promise<void>;
}

/** Compiles one entity type of an `_entities` field of a sharded contract. */
export function entityPart(contract: Contract, fetch: OperationDefinitionNode, field: FieldNode, typeName: string): EntityPart {
  const type = contract.schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`${contract.name}: no object type ${typeName}`);
  const shardKey = contract.rules.shardKey(typeName);
  return shardKey === undefined ? gatheredEntities(contract, fetch, field, type) : rowEntities(contract, fetch, field, type, shardKey);
}
