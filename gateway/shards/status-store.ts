import type { UnitCode } from '../../shared/domain/ids.ts';
import type { KnownStatus } from './topology.ts';

/** What shards last said of themselves. It outlives a reload of the federation. */
export class StatusStore {
  readonly #statuses = new Map<string, KnownStatus>();

  get(contract: string, unit: UnitCode): KnownStatus | undefined {
    return this.#statuses.get(`${contract}/${unit}`);
  }

  set(contract: string, unit: UnitCode, status: KnownStatus): void {
    this.#statuses.set(`${contract}/${unit}`, status);
  }
}
