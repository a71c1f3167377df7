import type { UnitCode } from '../../shared/domain/ids.ts';
import type { KnownStatus, StatusStore } from './topology.ts';

/** The statuses of all shards, and whether each answered when it was last asked. Outlives a reload. */
export class StatusBoard implements StatusStore {
  readonly #known = new Map<string, KnownStatus>();
  readonly #up = new Set<string>();

  status(contract: string, unit: UnitCode): KnownStatus | undefined {
    return this.#known.get(keyOf(contract, unit));
  }

  /** Whether the shard answered when it was last asked. */
  isUp(contract: string, unit: UnitCode): boolean {
    return this.#up.has(keyOf(contract, unit));
  }

  /** The shard answered. */
  seen(contract: string, unit: UnitCode, status: KnownStatus): void {
    this.#known.set(keyOf(contract, unit), status);
    this.#up.add(keyOf(contract, unit));
  }

  /** The shard did not answer; what was known of it stays. */
  silent(contract: string, unit: UnitCode): void {
    this.#up.delete(keyOf(contract, unit));
  }

  /** What was known does not belong to this shard, which has moved or is someone else's. */
  forget(contract: string, unit: UnitCode): void {
    this.#known.delete(keyOf(contract, unit));
    this.#up.delete(keyOf(contract, unit));
  }
}

const keyOf = (contract: string, unit: string): string => `${contract}/${unit}`;
