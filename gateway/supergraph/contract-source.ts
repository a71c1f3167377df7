/** A contract as a federation names it, not yet read. */
export interface ContractSource {
  /** Lower case letters and digits; also the contract's name as a subgraph. */
  readonly name: string;
  /** Text of the schema, without the shard vocabulary. */
  readonly sdl: string;
  /** Many endpoints with disjoint rows, or one endpoint. */
  readonly sharded: boolean;
  /** Address of an unsharded contract's endpoint. */
  readonly url: string | undefined;
}
