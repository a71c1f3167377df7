import type { GraphQLSchema } from 'graphql';
import type { ExactScalar } from '../../shared/aggregates/exact-scalar.ts';

/** How one field of a sharded contract is made from the answers of several shards (docs/gather-rules.md). */
export type FieldRule =
  | { readonly rule: 'ROUTE'; readonly arg: string }
  | { readonly rule: 'CONNECTION' }
  | { readonly rule: 'GROUPS'; readonly by: string }
  | { readonly rule: 'MERGE' }
  | { readonly rule: 'CONCAT'; readonly by: string }
  | { readonly rule: 'SAME' }
  | { readonly rule: 'LATEST'; readonly by: string }
  | { readonly rule: 'SUM' | 'MIN' | 'MAX'; readonly scalar: ExactScalar }
  | { readonly rule: 'HISTOGRAM'; readonly by: string }
  | { readonly rule: 'RATIO'; readonly of: readonly [string, string] }
  | { readonly rule: 'QUANTILE'; readonly of: readonly [string]; readonly q: number }
  | { readonly rule: 'KEY' };

/** A place in a field's arguments, such as `['filter', 'units']`. */
export type ArgumentPath = readonly string[];

/** What the arguments of a field say about units and time. */
export interface ArgumentRules {
  /** Lists of unit codes outside which no unit can hold an answer. */
  readonly prune: readonly ArgumentPath[];
  /** The question's period. */
  readonly period: readonly { readonly path: ArgumentPath; readonly bound: 'FROM' | 'TO' | 'BOTH' }[];
}

/** The rules of one contract, keyed by type and field, read from its own SDL. */
export interface ContractRules {
  /** Undefined for a field that is read as it stands, inside rows. */
  fieldRule(typeName: string, fieldName: string): FieldRule | undefined;
  /** The key whose unit code names an instance's shard. */
  shardKey(typeName: string): string | undefined;
  /** The key whose unit code names the unit that a shard must cover to be asked. */
  coveredKey(typeName: string): string | undefined;
  argumentRules(typeName: string, fieldName: string): ArgumentRules;
}

/** One contract of a federation, ready to execute. */
export interface Contract {
  readonly name: string;
  readonly sharded: boolean;
  /** Address of an unsharded contract's endpoint. */
  readonly url: string | undefined;
  /** The contract's own schema, for the types of its fields. */
  readonly schema: GraphQLSchema;
  readonly rules: ContractRules;
}
