import { type GraphQLNamedType, type GraphQLSchema, getNamedType, isAbstractType, isInterfaceType, isObjectType } from 'graphql';
import { type ContractFault, faultAt } from './contract-fault.ts';
import { isResolvable } from './entity-keys.ts';
import { fieldPlace, type StatedRules } from './read-rules.ts';
import type { ShardKeys } from './shard-keys.ts';

/** What stands below rows. */
export interface BelowRows {
  /** Entities with gathered fields that a row leads to. */
  readonly apart: ReadonlySet<string>;
  readonly faults: readonly ContractFault[];
}

/**
 * Walks everything that stands as one shard gave it. A gathered field is a fault there, unless its type is an entity that
 * can be fetched apart; so is a field that leads to a row of a shard unknown.
 * @param starts names of types, each with the field that leads to it
 */
export function walkRows(schema: GraphQLSchema, stated: StatedRules, shardKeys: ShardKeys, starts: ReadonlyMap<string, string>): BelowRows {
  const apart = new Set<string>();
  const faults: ContractFault[] = [];
  const reachedFrom = new Map(starts);
  // A Map is walked in order of insertion, what is added on the way included.
  for (const [name, from] of reachedFrom) {
    const type = schema.getType(name);
    for (const next of type ? possibleTypes(schema, type) : []) if (!reachedFrom.has(next.name)) reachedFrom.set(next.name, from);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const fetchedApart = isResolvable(schema, type) && !shardKeys.sharded.has(name);
    for (const field of Object.values(type.getFields())) {
      const place = fieldPlace(name, field.name);
      if (stated.ruled.has(place)) {
        if (fetchedApart) apart.add(name);
        else faults.push(faultAt('CONTRACT_GATHER_BELOW_ROW', place, field.astNode, `has a rule, but ${from} leads to ${name} on one shard`));
        continue;
      }
      const below = getNamedType(field.type);
      const sharded = [below, ...possibleTypes(schema, below)].find((item) => shardKeys.sharded.has(item.name) && isResolvable(schema, item));
      if (sharded)
        faults.push(faultAt('CONTRACT_ROW_RETURNS_SHARDED', place, field.astNode, `returns ${sharded.name}, which may lie on another shard`));
      else if (!reachedFrom.has(below.name)) reachedFrom.set(below.name, place);
    }
  }
  return { apart, faults };
}

const possibleTypes = (schema: GraphQLSchema, type: GraphQLNamedType): readonly GraphQLNamedType[] =>
  isAbstractType(type) ? schema.getPossibleTypes(type) : [];
