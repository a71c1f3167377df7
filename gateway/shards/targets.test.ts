import type { UnitCode } from '../../shared/domain/ids.ts';
import type { ArgumentRules } from '../supergraph/contract-rules.ts';
import { periodOf } from './period.ts';
import { chooseTargets } from './targets.ts';
import type { KnownStatus, Topology } from './topology.ts';

const unit = (code: string): UnitCode => code as UnitCode;
const time = { timeZone: 'Asia/Ho_Chi_Minh', historyFrom: '2024-01-01' };
const at = '2026-06-15T10:00:00.000000Z';
const rules: ArgumentRules = { prune: [['filter', 'units']], period: [{ path: ['filter', 'received'], bound: 'BOTH' }] };

const known = (coveredFrom: string | null, coveredTo: string | null = null, confirmedZero: KnownStatus['confirmedZero'] = []): KnownStatus => ({
  rows: 1,
  coveredFrom,
  coveredTo,
  referenceVersion: 'v',
  confirmedZero,
  lastSeen: at,
});
const statuses: Readonly<Record<string, KnownStatus>> = {
  'A-1': known('2024-01-01'),
  'B-2': known('2026-03-01'),
  'C-3': known('2024-01-01', '2024-12-31', [{ from: '2024-01-01', to: '2024-06-30' }]),
};
const topology: Topology = {
  shards: () => ['A-1', 'B-2', 'C-3', 'D-4'].map((code) => ({ unit: unit(code), url: code })),
  notConnected: () => [unit('E-5')],
  knows: (code) => /^[A-E]-\d$/.test(code),
  covering: () => [],
  coveringAbsent: () => [],
  status: (_contract, code) => statuses[code],
};
const choose = (filter: Record<string, unknown>) => chooseTargets(topology, 'notes', rules, { filter }, time, at);
const codes = (list: readonly { readonly unit: string }[]): string[] => list.map((item) => item.unit);

describe('choosing shards', () => {
  it('asks every connected unit and lists those whose records are shorter than the history', () => {
    const targets = choose({});
    expect(codes(targets.ask)).toEqual(['A-1', 'B-2', 'C-3', 'D-4']);
    expect(codes(targets.outsidePeriod)).toEqual(['B-2', 'C-3']);
    expect(targets.notConnected).toEqual(['E-5']);
  });

  it('does not ask units whose records begin after the period, nor expect them', () => {
    const targets = choose({ received: { from: '2025-06-01T00:00:00.000000Z', to: '2025-07-01T00:00:00.000000Z' } });
    // C-3 has records until 2024 that may still be open or be resolved within the period.
    expect(targets.expected).toEqual(['A-1', 'C-3', 'D-4']);
    expect(codes(targets.outsidePeriod)).toEqual(['B-2', 'C-3']);
    expect(targets.confirmedZero).toEqual([]);
  });

  it('tells a confirmed zero apart', () => {
    const targets = choose({ received: { to: '2024-03-01T00:00:00.000000Z' } });
    expect(targets.confirmedZero).toEqual([{ unit: 'C-3', from: '2024-01-01', to: '2024-06-30' }]);
  });

  it('asks only the units named, and refuses one nobody knows', () => {
    expect(codes(choose({ units: ['A-1', 'E-5'] }).ask)).toEqual(['A-1']);
    expect(choose({ units: ['E-5'] })).toMatchObject({ ask: [], notConnected: ['E-5'] });
    expect(() => choose({ units: ['Z-9'] })).toThrow('no unit "Z-9"');
  });

  it('asks one unit for the form of an empty answer when no unit is named at all', () => {
    expect(choose({ units: [] })).toMatchObject({ ask: [{ unit: 'A-1' }], expected: [] });
  });

  it('asks one unit for the form of an empty answer when only units that do not serve the contract are named', () => {
    expect(choose({ units: ['A-9'] })).toMatchObject({ ask: [{ unit: 'A-1' }], expected: [], notConnected: [] });
  });
});

describe('the period of a question', () => {
  it('is counted in days of the federation’s zone, its end excluded', () => {
    const received = { from: '2025-12-31T17:00:00.000000Z', to: '2026-01-31T17:00:00.000000Z' };
    expect(periodOf(rules, { filter: { received } }, time, at)).toEqual({ firstDay: '2026-01-01', lastDay: '2026-01-31' });
  });

  it('is open on a side where one of several ranges is', () => {
    const both: ArgumentRules = {
      prune: [],
      period: [
        { path: ['received'], bound: 'BOTH' },
        { path: ['resolved'], bound: 'BOTH' },
      ],
    };
    const received = { to: '2024-05-31T17:00:00.000000Z' };
    const resolved = { from: '2024-12-31T17:00:00.000000Z' };
    expect(periodOf(both, { received, resolved }, time, at)).toEqual({ firstDay: '2024-01-01', lastDay: '2026-06-15' });
  });

  it('goes from the begin of history to the day of the question when open', () => {
    expect(periodOf(rules, { filter: null }, time, at)).toEqual({ firstDay: '2024-01-01', lastDay: '2026-06-15' });
  });

  it('refuses a range that ends before it begins', () => {
    const received = { from: '2026-02-01T00:00:00.000000Z', to: '2026-01-01T00:00:00.000000Z' };
    expect(() => periodOf(rules, { filter: { received } }, time, at)).toThrow('before it begins');
    const dates: ArgumentRules = {
      prune: [],
      period: [
        { path: ['from'], bound: 'FROM' },
        { path: ['to'], bound: 'TO' },
      ],
    };
    expect(() => periodOf(dates, { from: '2026-02-01', to: '2026-01-01' }, time, at)).toThrow('before it begins');
    expect(periodOf(dates, { from: '2026-02-01', to: '2026-03-01' }, time, at)).toEqual({ firstDay: '2026-02-01', lastDay: '2026-02-28' });
  });
});
