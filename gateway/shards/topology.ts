import type { UnitCode } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';

/** One unit's endpoint for one contract. */
export interface Shard {
  readonly unit: UnitCode;
  readonly url: string;
}

/** What a shard last said of its own records, off any request. */
export interface KnownStatus {
  readonly rows: number;
  readonly coveredFrom: string | null;
  readonly coveredTo: string | null;
  readonly referenceVersion: string;
  readonly confirmedZero: readonly { readonly from: string; readonly to: string }[];
  /** When the shard last answered. */
  readonly lastSeen: Instant;
}

/** Which units serve which contract, and what is known of them. */
export interface Topology {
  /** All connected shards of a contract, in order of unit code. */
  shards(contract: string): readonly Shard[];
  /** Units the registry names for a contract that are not connected (expected or suspended), in order of code. */
  notConnected(contract: string): readonly UnitCode[];
  /** Whether the federation knows the unit at all. */
  knows(unit: string): boolean;
  /** Shards whose unit covers the unit named, the unit itself and those that cover all included. */
  covering(contract: string, unit: string): readonly Shard[];
  /** Undefined until the shard answered for the first time. */
  status(contract: string, unit: UnitCode): KnownStatus | undefined;
}
