import type { UnitEntry } from '../../shared/config/federation.ts';
import type { UnitCode } from '../../shared/domain/ids.ts';
import { StatusBoard } from './status-board.ts';
import { createTopology, type FederationUnits, type KnownStatus } from './topology.ts';

const unit = (code: string, more: Partial<UnitEntry> = {}): UnitEntry => ({
  code: code as UnitCode,
  name: code,
  kind: 'DEPARTMENT',
  state: 'CONNECTED',
  contracts: ['complaints'],
  covers: [],
  urls: {},
  ...more,
});

const federation: FederationUnits = {
  endpoint: 'http://127.0.0.1:1/{unit}/{contract}',
  contracts: {
    complaints: { sdl: 'c.graphql', sharded: true },
    mediation: { sdl: 'm.graphql', sharded: true },
    registry: { sdl: 'r.graphql', sharded: false, url: 'http://127.0.0.1:1/registry' },
  },
  units: [
    unit('SCT-79'),
    unit('SCT-01', { state: 'CERTIFIED', urls: { complaints: 'http://127.0.0.1:2/hanoi' } }),
    unit('SCT-48', { state: 'SUSPENDED' }),
    unit('SCT-10', { state: 'EXPECTED' }),
    unit('SCT-99', { state: 'RETIRED' }),
    unit('HBV-79', { contracts: ['complaints', 'mediation'], covers: ['SCT-79', 'SCT-99'] }),
    unit('HBV-01', { contracts: ['mediation'], covers: ['SCT-01'], state: 'EXPECTED' }),
    unit('HBV-VN', { contracts: ['mediation'], covers: ['*'] }),
  ],
};
const topology = createTopology(federation, new StatusBoard());
const codes = (shards: readonly { readonly unit: string }[]): string[] => shards.map(({ unit: code }) => code);

describe('the topology of a federation', () => {
  it('asks connected and certified units, in order of code, each at its address', () => {
    expect(topology.shards('complaints')).toEqual([
      { unit: 'HBV-79', url: 'http://127.0.0.1:1/HBV-79/complaints' },
      { unit: 'SCT-01', url: 'http://127.0.0.1:2/hanoi' },
      { unit: 'SCT-79', url: 'http://127.0.0.1:1/SCT-79/complaints' },
    ]);
    expect(codes(topology.shards('mediation'))).toEqual(['HBV-79', 'HBV-VN']);
  });

  it('names expected and suspended units as not connected, retired ones not at all', () => {
    expect(topology.notConnected('complaints')).toEqual(['SCT-10', 'SCT-48']);
    expect(topology.notConnected('mediation')).toEqual(['HBV-01']);
  });

  it('knows every unit of the federation, also retired ones, and no other', () => {
    expect(['SCT-79', 'SCT-10', 'SCT-99', 'SCT-11', ''].map((code) => topology.knows(code))).toEqual([true, true, true, false, false]);
  });

  it('finds who may hold an answer about a unit: itself, those that cover it, those that cover all', () => {
    expect(codes(topology.covering('mediation', 'SCT-79'))).toEqual(['HBV-79', 'HBV-VN']);
    expect(codes(topology.covering('mediation', 'HBV-79'))).toEqual(['HBV-79', 'HBV-VN']);
    expect(codes(topology.covering('complaints', 'SCT-01'))).toEqual(['SCT-01']);
    expect(codes(topology.covering('complaints', 'SCT-79'))).toEqual(['HBV-79', 'SCT-79']);
  });

  it('asks nobody who is not connected, whatever he covers', () => {
    expect(codes(topology.covering('mediation', 'SCT-01'))).toEqual(['HBV-VN']);
    expect(codes(topology.covering('complaints', 'SCT-48'))).toEqual([]);
  });

  it('asks those that cover all about units that nobody knows', () => {
    expect(codes(topology.covering('mediation', 'X-1'))).toEqual(['HBV-VN']);
    expect(codes(topology.covering('complaints', 'X-1'))).toEqual([]);
  });

  it('has no shards of contracts that are not sharded or not there', () => {
    for (const contract of ['registry', 'nothing']) {
      expect([topology.shards(contract), topology.notConnected(contract), topology.covering(contract, 'SCT-79')]).toEqual([[], [], []]);
    }
  });

  it('tells what is known of a shard as soon as it is known', () => {
    const board = new StatusBoard();
    const live = createTopology(federation, board);
    const status: KnownStatus = {
      rows: 3,
      coveredFrom: null,
      coveredTo: null,
      referenceVersion: '1',
      confirmedZero: [],
      lastSeen: '2026-01-01T00:00:00.000000Z',
    };
    expect(live.status('complaints', 'SCT-79' as UnitCode)).toBeUndefined();
    board.seen('complaints', 'SCT-79' as UnitCode, status);
    expect(live.status('complaints', 'SCT-79' as UnitCode)).toBe(status);
    expect(live.status('mediation', 'SCT-79' as UnitCode)).toBeUndefined();
  });
});
