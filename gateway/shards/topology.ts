import { type Federation, shardUrl, type UnitEntry } from '../../shared/config/federation.ts';
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
  /** Units that cover the unit named and are not connected, in order of code. */
  coveringAbsent(contract: string, unit: string): readonly UnitCode[];
  /** Undefined until the shard answered for the first time. */
  status(contract: string, unit: UnitCode): KnownStatus | undefined;
}

/** What is known of the shards' own records. */
export type StatusStore = Pick<Topology, 'status'>;

/** What of a federation its topology is made from. */
export type FederationUnits = Pick<Federation, 'contracts' | 'units' | 'endpoint'>;

interface ContractUnits {
  readonly shards: readonly Shard[];
  readonly notConnected: readonly UnitCode[];
  /** Shards by the unit they cover; those that cover all under `*`. */
  readonly covering: ReadonlyMap<string, readonly Shard[]>;
  readonly absent: readonly UnitEntry[];
}

const NOBODY: ContractUnits = { shards: [], notConnected: [], covering: new Map(), absent: [] };
const ALL = '*';

const CONNECTED = new Set<UnitEntry['state']>(['CONNECTED', 'CERTIFIED']);
const NOT_CONNECTED = new Set<UnitEntry['state']>(['EXPECTED', 'SUSPENDED']);

/**
 * The topology of one version of a federation. CONNECTED and CERTIFIED units are asked, EXPECTED and SUSPENDED ones are named as
 * not connected, RETIRED ones are only known.
 */
export function createTopology(federation: FederationUnits, statuses: StatusStore): Topology {
  const known = new Set<string>(federation.units.map(({ code }) => code));
  const sharded = Object.entries(federation.contracts).filter(([, contract]) => contract.sharded);
  const contracts = new Map(sharded.map(([name]) => [name, contractUnits(federation, name)]));
  const of = (contract: string): ContractUnits => contracts.get(contract) ?? NOBODY;
  return {
    shards: (contract) => of(contract).shards,
    notConnected: (contract) => of(contract).notConnected,
    knows: (unit) => known.has(unit),
    coveringAbsent: (contract, unit) =>
      of(contract)
        .absent.filter((entry) => covers(entry, unit))
        .map(({ code }) => code),
    covering: (contract, unit) => of(contract).covering.get(unit) ?? of(contract).covering.get(ALL) ?? [],
    status: (contract, unit) => statuses.status(contract, unit),
  };
}

function contractUnits(federation: FederationUnits, contract: string): ContractUnits {
  const serving = federation.units.filter(({ contracts }) => contracts.includes(contract)).sort((a, b) => (a.code < b.code ? -1 : 1));
  const connected = serving.filter(({ state }) => CONNECTED.has(state)).map((entry) => ({ entry, shard: shardOf(federation, entry, contract) }));
  const absent = serving.filter(({ state }) => NOT_CONNECTED.has(state));
  const covering = (unit: string): Shard[] => connected.filter(({ entry }) => covers(entry, unit)).map(({ shard }) => shard);
  return {
    shards: connected.map(({ shard }) => shard),
    notConnected: absent.map(({ code }) => code),
    absent,
    covering: new Map([ALL, ...federation.units.map(({ code }) => code)].map((unit) => [unit, covering(unit)])),
  };
}

const shardOf = (federation: FederationUnits, entry: UnitEntry, contract: string): Shard => ({
  unit: entry.code,
  url: shardUrl(federation, entry, contract),
});

const covers = ({ code, covers: covered }: UnitEntry, unit: string): boolean => code === unit || covered.includes(unit) || covered.includes(ALL);
