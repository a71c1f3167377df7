/** One request to a shard, as explained to the client. */
export interface ExplainedShard {
  readonly unit: string;
  readonly round: number;
  readonly state: string;
  readonly rows: number;
  readonly milliseconds: number;
}

/** One part of a fetch, as explained to the client. */
export interface ExplainedPart {
  readonly field: string;
  readonly contract: string;
  readonly rule: string;
  rounds: number;
  rowsFetched: number;
  readonly shards: ExplainedShard[];
}

/** Collects `extensions.explain`. */
export class ExplainRecorder {
  readonly parts: ExplainedPart[] = [];

  /** Opens the account of a part. */
  part(field: string, contract: string, rule: string): ExplainedPart {
    const part: ExplainedPart = { field, contract, rule, rounds: 0, rowsFetched: 0, shards: [] };
    this.parts.push(part);
    return part;
  }
}

/** Notes one answer in a part's account. */
export function explainShard(part: ExplainedPart | undefined, shard: ExplainedShard): void {
  if (part === undefined) return;
  part.rounds = Math.max(part.rounds, shard.round);
  part.rowsFetched += shard.rows;
  part.shards.push({ ...shard, milliseconds: Math.round(shard.milliseconds * 100) / 100 });
}
