import { type ApartSubgraph, findApart } from './apart.ts';
import { readArgumentRules, type StatedArgumentRules } from './argument-rules.ts';
import { type Closure, checkClosure } from './closure.ts';
import { contractError } from './contract-fault.ts';
import type { ArgumentRules, Contract, ContractRules, FieldRule } from './contract-rules.ts';
import type { ContractSource } from './contract-source.ts';
import { type ParsedContract, parseContract } from './parse-contract.ts';
import { fieldPlace, readRules } from './read-rules.ts';
import { readShardKeys, type ShardKeys } from './shard-keys.ts';

/** A contract with what composing it needs. */
export interface CheckedContract {
  readonly parsed: ParsedContract;
  readonly contract: Contract;
  /** What must be composed apart from the rows that lead to it. */
  readonly apart: ApartSubgraph;
}

/**
 * Reads a contract and checks every rule of `docs/gather-rules.md`.
 * @throws OperatorError CONTRACT_* with all faults; its code is the first one's
 */
export const readContract = (source: ContractSource): Contract => checkContract(source).contract;

/** As {@link readContract}, with what composing needs. */
export function checkContract(source: ContractSource): CheckedContract {
  const parsed = parseContract(source);
  const base = { name: source.name, sharded: source.sharded, url: source.url, schema: parsed.schema };
  if (!source.sharded) return { parsed, contract: { ...base, rules: unsharded }, apart: NOTHING_APART };
  const stated = readRules(parsed.schema);
  const shardKeys = readShardKeys(parsed.schema);
  const args = readArgumentRules(parsed.schema);
  const closure = checkClosure(parsed.schema, stated, shardKeys);
  const apart = findApart(parsed.schema, stated, closure.apart);
  const faults = [...stated.faults, ...shardKeys.faults, ...args.faults, ...closure.faults, ...apart.faults];
  if (faults.length > 0) throw contractError(source.name, faults);
  return { parsed, contract: { ...base, rules: contractRules(stated.rules, closure, shardKeys, args) }, apart };
}

const KEY: FieldRule = { rule: 'KEY' };
const NOTHING_APART: ApartSubgraph = { entities: new Set(), types: new Set(), gathered: new Set(), cut: new Set(), faults: [] };
const NO_ARGUMENT_RULES: ArgumentRules = { prune: [], period: [] };

const unsharded: ContractRules = {
  fieldRule: () => undefined,
  shardKey: () => undefined,
  coveredKey: () => undefined,
  argumentRules: () => NO_ARGUMENT_RULES,
};

function contractRules(stated: ReadonlyMap<string, FieldRule>, closure: Closure, shardKeys: ShardKeys, args: StatedArgumentRules): ContractRules {
  const rules = new Map([...[...closure.keys].map((place) => [place, KEY] as const), ...stated]);
  return {
    fieldRule: (typeName, fieldName) => rules.get(fieldPlace(typeName, fieldName)),
    shardKey: (typeName) => shardKeys.sharded.get(typeName),
    coveredKey: (typeName) => shardKeys.covered.get(typeName),
    argumentRules: (typeName, fieldName) => args.rules.get(fieldPlace(typeName, fieldName)) ?? NO_ARGUMENT_RULES,
  };
}
