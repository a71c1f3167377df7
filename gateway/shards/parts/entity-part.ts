import { type FieldNode, isObjectType, type OperationDefinitionNode } from 'graphql';
import type { Contract } from '../../supergraph/contract-rules.ts';
import type { EntityPart } from './entities.ts';
import { gatheredEntities } from './gathered-entities.ts';
import { rowEntities } from './row-entities.ts';

/** Compiles one entity type of an `_entities` field of a sharded contract. */
export function entityPart(contract: Contract, fetch: OperationDefinitionNode, field: FieldNode, typeName: string): EntityPart {
  const type = contract.schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`${contract.name}: no object type ${typeName}`);
  const shardKey = contract.rules.shardKey(typeName);
  return shardKey === undefined ? gatheredEntities(contract, fetch, field, type) : rowEntities(contract, fetch, field, type, shardKey);
}
