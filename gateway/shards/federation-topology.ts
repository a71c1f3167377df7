import { type Federation, shardUrl, type UnitEntry } from '../../shared/config/federation.ts';
import type { UnitCode } from '../../shared/domain/ids.ts';
import type { StatusStore } from './status-store.ts';
import type { Shard, Topology } from './topology.ts';

const CONNECTED = new Set<UnitEntry['state']>(['CONNECTED', 'CERTIFIED']);
const AWAITED = new Set<UnitEntry['state']>(['EXPECTED', 'SUSPENDED']);

const byUnit = (a: { readonly code: string }, b: { readonly code: string }): number => (a.code < b.code ? -1 : 1);

/** The topology a federation file describes, with what shards said of themselves. A retired unit is known but never asked. */
export function federationTopology(federation: Federation, statuses: StatusStore): Topology {
  const known = new Set<string>(federation.units.map(({ code }) => code));
  const serving = new Map<string, readonly UnitEntry[]>();
  for (const contract of Object.keys(federation.contracts)) {
    serving.set(contract, federation.units.filter((unit) => unit.contracts.includes(contract)).sort(byUnit));
  }
  const shards = new Map<string, readonly Shard[]>();
  const absent = new Map<string, readonly UnitCode[]>();
  for (const [contract, units] of serving) {
    const connected = units.filter(({ state }) => CONNECTED.has(state));
    shards.set(
      contract,
      connected.map((unit) => ({ unit: unit.code, url: shardUrl(federation, unit, contract) })),
    );
    absent.set(
      contract,
      units.filter(({ state }) => AWAITED.has(state)).map(({ code }) => code),
    );
  }
  const covers = new Map(federation.units.map((unit) => [unit.code, new Set([unit.code, ...unit.covers])]));
  return {
    shards: (contract) => shards.get(contract) ?? [],
    notConnected: (contract) => absent.get(contract) ?? [],
    knows: (unit) => known.has(unit),
    covering: (contract, unit) =>
      (shards.get(contract) ?? []).filter((shard) => {
        const covered = covers.get(shard.unit);
        return covered?.has(unit) === true || covered?.has('*') === true;
      }),
    status: (contract, unit) => statuses.get(contract, unit),
  };
}
