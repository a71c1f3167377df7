import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { checkConnection } from './check-connection.ts';
import { type ContractFault, faultAt } from './contract-fault.ts';
import type { FieldRule } from './contract-rules.ts';
import { entityKeys, isResolvable } from './entity-keys.ts';
import { fieldPlace, type StatedRules } from './read-rules.ts';
import type { ShardKeys } from './shard-keys.ts';
import { walkRows } from './walk-rows.ts';

/** What a walk over a whole sharded contract finds. */
export interface Closure {
  /** Fields outside rows that need no rule because they are keys, as `Type.field`. */
  readonly keys: ReadonlySet<string>;
  /** Entities with gathered fields that a row leads to: their fields must be fetched apart from the row. */
  readonly apart: ReadonlySet<string>;
  readonly faults: readonly ContractFault[];
}

interface Walk {
  readonly schema: GraphQLSchema;
  readonly stated: StatedRules;
  readonly keys: Set<string>;
  /** Types whose objects stand as one shard gave them, each with the field that first led to it. */
  readonly rows: Map<string, string>;
  readonly seen: Set<string>;
  readonly faults: ContractFault[];
}

/**
 * Walks a sharded contract from its roots and from every entity that can be fetched: outside rows each field must have a
 * rule, a derivation, or be a key; inside rows none may have one, and no row may lead to another shard's.
 */
export function checkClosure(schema: GraphQLSchema, stated: StatedRules, shardKeys: ShardKeys): Closure {
  const walk: Walk = { schema, stated, keys: new Set(), rows: new Map(), seen: new Set(), faults: [] };
  const query = schema.getQueryType();
  if (query) walkEntry(walk, query);
  for (const root of [schema.getMutationType(), schema.getSubscriptionType()]) refuseRoot(walk, root);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || !isResolvable(schema, type)) continue;
    if (shardKeys.sharded.has(type.name)) startRow(walk, type, 'Query._entities');
    else walkEntry(walk, type);
  }
  const below = walkRows(schema, stated, shardKeys, walk.rows);
  return { keys: walk.keys, apart: below.apart, faults: [...walk.faults, ...below.faults] };
}

function walkEntry(walk: Walk, type: GraphQLObjectType): void {
  walkGathered(walk, type, undefined);
  for (const field of Object.values(type.getFields())) checkNullable(walk, type, field);
}

/** What a missing unit may hold must be able to be null: else null would take the objects above with it. */
function checkNullable(walk: Walk, type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): void {
  const place = fieldPlace(type.name, field.name);
  if (!walk.stated.ruled.has(place) || !isNonNullType(field.type) || isInaccessible(field)) return;
  walk.faults.push(faultAt('CONTRACT_RULE_TYPE', place, field.astNode, `${field.type} is never null, but a unit may be missing`));
}

const isInaccessible = (field: GraphQLField<unknown, unknown>): boolean =>
  field.astNode?.directives?.some(({ name }) => name.value === 'inaccessible' || name.value === 'federation__inaccessible') ?? false;

function refuseRoot(walk: Walk, root: GraphQLObjectType | null | undefined): void {
  for (const field of Object.values(root?.getFields() ?? {})) {
    const place = fieldPlace(root?.name ?? '', field.name);
    walk.faults.push(faultAt('CONTRACT_FIELD_WITHOUT_RULE', place, field.astNode, 'no rule says what more than a query means on several shards'));
  }
}

function startRow(walk: Walk, type: GraphQLNamedType, from: string): void {
  if (!isLeafType(type) && !walk.rows.has(type.name)) walk.rows.set(type.name, from);
}

/** @param by the field by which objects of the type become one, a key besides those of @key */
function walkGathered(walk: Walk, type: GraphQLObjectType, by: string | undefined): void {
  const visit = `${type.name} ${by ?? ''}`;
  if (walk.seen.has(visit)) return;
  walk.seen.add(visit);
  const keyFields = new Set([...entityKeys(walk.schema, type).flatMap((key) => key.fields), ...(by === undefined ? [] : [by])]);
  for (const field of Object.values(type.getFields())) {
    if (field.name === '_entities' || field.name === '_service') continue;
    const place = fieldPlace(type.name, field.name);
    if (walk.stated.ruled.has(place)) followRule(walk, type, field, walk.stated.rules.get(place));
    else if (keyFields.has(field.name)) {
      walk.keys.add(place);
      startRow(walk, getNamedType(field.type), place);
    } else
      walk.faults.push(faultAt('CONTRACT_FIELD_WITHOUT_RULE', place, field.astNode, `${field.type} outside rows has neither @gather nor @derive`));
  }
}

/** Goes on below a field. A rule that was faulty leads nowhere: its fault is noted already. */
function followRule(walk: Walk, type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, rule: FieldRule | undefined): void {
  const below = getNamedType(field.type);
  const place = fieldPlace(type.name, field.name);
  switch (rule?.rule) {
    case 'ROUTE':
    case 'CONCAT':
    case 'SAME':
    case 'LATEST':
      startRow(walk, below, place);
      break;
    case 'MERGE':
      intoGathered(walk, below, undefined, place);
      break;
    case 'GROUPS':
      intoGathered(walk, below, rule.by, place);
      break;
    case 'CONNECTION':
      followConnection(walk, field, place);
      break;
  }
}

function intoGathered(walk: Walk, below: GraphQLNamedType, by: string | undefined, place: string): void {
  if (isObjectType(below)) walkGathered(walk, below, by);
  else if (isAbstractType(below))
    walk.faults.push(faultAt('CONTRACT_RULE_TYPE', place, below.astNode, `${below.name} is abstract and cannot be merged`));
}

const PAGED: readonly string[] = ['edges', 'pageInfo'];

/** Edges and page come from paging itself; what else stands on a connection is gathered. */
function followConnection(walk: Walk, field: GraphQLField<unknown, unknown>, place: string): void {
  const { node, faults } = checkConnection(field, place);
  walk.faults.push(...faults);
  if (node) startRow(walk, node, place);
  const connection = getNamedType(field.type);
  if (!isObjectType(connection) || walk.seen.has(connection.name)) return;
  walk.seen.add(connection.name);
  for (const item of Object.values(connection.getFields())) {
    const itemPlace = fieldPlace(connection.name, item.name);
    checkNullable(walk, connection, item);
    if (walk.stated.ruled.has(itemPlace)) followRule(walk, connection, item, walk.stated.rules.get(itemPlace));
    else if (!PAGED.includes(item.name)) {
      walk.faults.push(
        faultAt('CONTRACT_FIELD_WITHOUT_RULE', itemPlace, item.astNode, `${item.type} on a connection has neither @gather nor @derive`),
      );
    }
  }
}
