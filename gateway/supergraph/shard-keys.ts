import { type GraphQLObjectType, type GraphQLSchema, getNullableType, isObjectType } from 'graphql';
import { type ContractFault, faultAt } from './contract-fault.ts';
import { entityKeys } from './entity-keys.ts';
import { readDirective } from './read-directive.ts';

/** The keys that name shards, by type. */
export interface ShardKeys {
  readonly sharded: ReadonlyMap<string, string>;
  readonly covered: ReadonlyMap<string, string>;
  readonly faults: readonly ContractFault[];
}

/** Reads every @sharded and @covered: each names an ID field of a @key of its type. */
export function readShardKeys(schema: GraphQLSchema): ShardKeys {
  const faults: ContractFault[] = [];
  const sharded = new Map<string, string>();
  const covered = new Map<string, string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const owned = shardKey(schema, type, 'sharded', faults);
    const held = shardKey(schema, type, 'covered', faults);
    if (owned !== undefined) sharded.set(type.name, owned);
    if (held !== undefined) covered.set(type.name, held);
    if (owned !== undefined && held !== undefined) {
      faults.push(faultAt('CONTRACT_SHARD_KEY', type.name, type.astNode, 'is both @sharded and @covered'));
    }
  }
  return { sharded, covered, faults };
}

function shardKey(schema: GraphQLSchema, type: GraphQLObjectType, name: 'sharded' | 'covered', faults: ContractFault[]): string | undefined {
  const directive = readDirective(schema, name, type.name, [type.astNode, ...type.extensionASTNodes], faults);
  if (!directive) return undefined;
  const key = String(directive.values.key);
  for (const message of keyFaults(schema, type, name, key)) {
    faults.push(faultAt('CONTRACT_SHARD_KEY', type.name, directive.node, `@${name}(key: "${key}"): ${message}`));
  }
  return key;
}

function keyFaults(schema: GraphQLSchema, type: GraphQLObjectType, name: 'sharded' | 'covered', key: string): string[] {
  const keys = entityKeys(schema, type);
  if (!keys.some(({ fields }) => fields.includes(key))) return [`${key} is in no @key of ${type.name}`];
  if (!isId(type, key)) return [`${key} is ${type.getFields()[key]?.type}, not ID`];
  // A row may be asked for by another id of its own, such as the one it was first received under.
  const names = (field: string): boolean => (name === 'sharded' ? isId(type, field) : field === key);
  const unrouted = keys.filter(({ fields, resolvable }) => resolvable && !fields.some(names));
  return unrouted.map(({ fields }) => `@key(fields: "${fields.join(' ')}") names no unit`);
}

const isId = (type: GraphQLObjectType, field: string): boolean => {
  const found = type.getFields()[field]?.type;
  return found !== undefined && String(getNullableType(found)) === 'ID';
};
