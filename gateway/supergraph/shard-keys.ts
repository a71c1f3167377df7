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
  const inKey = entityKeys(schema, type).some(({ fields }) => fields.includes(key));
  const field = type.getFields()[key];
  if (!inKey || !field)
    faults.push(faultAt('CONTRACT_SHARD_KEY', type.name, directive.node, `@${name}(key: "${key}"): ${key} is in no @key of ${type.name}`));
  else if (String(getNullableType(field.type)) !== 'ID') {
    faults.push(faultAt('CONTRACT_SHARD_KEY', type.name, directive.node, `@${name}(key: "${key}"): ${key} is ${field.type}, not ID`));
  }
  return key;
}
