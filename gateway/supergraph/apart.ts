import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { type ContractFault, faultAt } from './contract-fault.ts';
import { isResolvable } from './entity-keys.ts';
import { fieldPlace, type StatedRules } from './read-rules.ts';

/**
 * The part of a contract that must be a subgraph of its own, so that the planner leaves a row's shard before it asks for
 * what is gathered over shards.
 */
export interface ApartSubgraph {
  /** The entities whose gathered fields stand there and nowhere else. */
  readonly entities: ReadonlySet<string>;
  /** Every type that stands there, the entities included. */
  readonly types: ReadonlySet<string>;
  /** The entities' fields with a rule, `Type.field`. */
  readonly gathered: ReadonlySet<string>;
  /** Fields left out there, `Type.field`: they lead back to the entities and are fetched by the key of their type. */
  readonly cut: ReadonlySet<string>;
  readonly faults: readonly ContractFault[];
}

interface Reach {
  readonly schema: GraphQLSchema;
  readonly entities: ReadonlySet<string>;
  readonly types: Set<string>;
  readonly gathered: Set<string>;
  readonly cut: Set<string>;
  readonly faults: ContractFault[];
}

/**
 * Finds what is reached from the gathered fields of entities that rows lead to.
 * @param entities as {@link Closure} names them
 */
export function findApart(schema: GraphQLSchema, stated: StatedRules, entities: ReadonlySet<string>): ApartSubgraph {
  const reach: Reach = { schema, entities, types: new Set(), gathered: new Set(), cut: new Set(), faults: [] };
  for (const name of entities) {
    const type = schema.getType(name);
    if (!isObjectType(type)) continue;
    reach.types.add(name);
    for (const field of Object.values(type.getFields())) {
      const place = fieldPlace(name, field.name);
      if (stated.ruled.has(place)) reach.gathered.add(place);
      reachField(reach, field);
    }
    for (const parent of type.getInterfaces()) reachType(reach, parent);
  }
  return reach;
}

function reachField(reach: Reach, field: GraphQLField<unknown, unknown>): void {
  reachType(reach, getNamedType(field.type));
  for (const argument of field.args) reachType(reach, getNamedType(argument.type));
}

function reachType(reach: Reach, type: GraphQLNamedType): void {
  if (reach.types.has(type.name) || isSpecifiedScalarType(type)) return;
  reach.types.add(type.name);
  if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) reachType(reach, getNamedType(field.type));
  if (isAbstractType(type)) for (const possible of reach.schema.getPossibleTypes(type)) reachType(reach, possible);
  if (!isObjectType(type) && !isInterfaceType(type)) return;
  for (const parent of type.getInterfaces()) reachType(reach, parent);
  for (const field of Object.values(type.getFields())) {
    if (leadsTo(reach, getNamedType(field.type))) cutField(reach, type, field);
    else reachField(reach, field);
  }
}

function leadsTo({ schema, entities }: Reach, type: GraphQLNamedType): boolean {
  return entities.has(type.name) || (isAbstractType(type) && schema.getPossibleTypes(type).some(({ name }) => entities.has(name)));
}

function cutField(reach: Reach, type: GraphQLNamedType, field: GraphQLField<unknown, unknown>): void {
  const place = fieldPlace(type.name, field.name);
  reach.cut.add(place);
  if (isResolvable(reach.schema, type)) return;
  const message = `leads back to ${getNamedType(field.type).name}, which is gathered over shards, and ${type.name} has no @key to fetch it by`;
  reach.faults.push(faultAt('CONTRACT_GATHER_BELOW_ROW', place, field.astNode, message));
}
