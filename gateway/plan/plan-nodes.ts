/** A step of a path into the answer: a response key, every element of a list, or only objects of these types. */
export type PathSegment = '@' | { readonly Field: string } | { readonly TypeCondition: string | readonly string[] };

/** What a representation of an entity must hold. */
export type RequiredSelection =
  /** Read under `name`, given to the subgraph under `alias`. */
  | { readonly kind: 'Field'; readonly name: string; readonly alias?: string; readonly selections?: readonly RequiredSelection[] }
  | { readonly kind: 'InlineFragment'; readonly typeCondition: string; readonly selections: readonly RequiredSelection[] };

/** A step of a path within a representation or an answer: a key, or only objects of one of these types. */
export type RewriteSegment = { readonly Key: string } | { readonly TypenameEquals: readonly string[] };

interface ValueSetter {
  readonly path: readonly RewriteSegment[];
  readonly setValueTo: unknown;
}

/** A change of representations before they are sent, or of an answer before it is merged. */
export type Rewrite =
  | { readonly ValueSetter: ValueSetter }
  | ValueSetter
  | { readonly KeyRenamer: { readonly path: readonly RewriteSegment[]; readonly renameKeyTo: string } };

/** A planned request to one subgraph. With `requires` it asks for fields of entities. */
export interface FetchNode {
  readonly kind: 'Fetch';
  readonly serviceName: string;
  readonly operation: string;
  readonly variableUsages?: readonly string[];
  readonly requires?: readonly RequiredSelection[];
  readonly inputRewrites?: readonly Rewrite[];
  readonly outputRewrites?: readonly Rewrite[];
}

/** One list of entities within a batch. */
export interface BatchAlias {
  readonly alias: string;
  readonly representationsVariableName: string;
  readonly paths: readonly (readonly PathSegment[])[];
  readonly requires: readonly RequiredSelection[];
  readonly inputRewrites?: readonly Rewrite[];
  readonly outputRewrites?: readonly Rewrite[];
}

/** Several lists of entities asked of one subgraph in one request. */
export interface BatchFetchNode {
  readonly kind: 'BatchFetch';
  readonly serviceName: string;
  readonly operation: string;
  readonly variableUsages?: readonly string[];
  readonly entityBatch: { readonly aliases: readonly BatchAlias[] };
}

/** A node of the plan that `@graphql-hive/router-query-planner` makes. */
export type PlanNode =
  | FetchNode
  | BatchFetchNode
  | { readonly kind: 'Sequence' | 'Parallel'; readonly nodes: readonly PlanNode[] }
  | { readonly kind: 'Flatten'; readonly path: readonly PathSegment[]; readonly node: PlanNode }
  | { readonly kind: 'Condition' | 'Defer' | 'Subscription' };
