/** A value with the unit whose shard gave it. Lists of these are in order of unit code, so that merging is deterministic. */
export interface Sourced<T> {
  readonly unit: string;
  readonly value: T;
}

/** Two shards that gave different values for what must be the same. */
export class ShardsDisagree extends Error {
  override readonly name = 'ShardsDisagree';

  constructor(readonly units: readonly string[]) {
    super(`${units.join(', ')} disagree`);
  }
}

/** Makes one value of the values that shards gave. */
export type Merge<In = unknown, Out = unknown> = (values: readonly Sourced<In>[]) => Out;

/** A JSON object. */
export type JsonObject = Record<string, unknown>;
