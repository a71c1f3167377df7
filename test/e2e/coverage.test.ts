import type { CoverageRecord } from '../../shared/domain/records.ts';
import { startHub, type TestHub } from '../kit/hub.ts';
import { federationFile, readFederation } from '../kit/test-federation.ts';
import { UnitDatabases } from '../kit/unit-databases.ts';
import { until } from '../kit/until.ts';
import { sampleDraft, split } from '../kit/worlds.ts';

const [SHORT, ZERO, EXPECTED, SUSPENDED] = ['A1', 'A1-B', 'A10', 'A1-B-C'];
const TOTAL = `query Total($received: DateTimeRange) {
  complaintStatistics(filter: { received: $received }, groupBy: [UNIT]) { total { received } groups { id } }
}`;

const covered = (contract: string, coveredFrom: string | null, confirmedZero: CoverageRecord['confirmedZero'] = []): CoverageRecord => ({
  contract,
  coveredFrom,
  coveredTo: null,
  confirmedZero,
});

describe('no data is told apart from zero', () => {
  const databases = new UnitDatabases();
  let hub: TestHub;

  beforeAll(async () => {
    const file = federationFile({ units: 8, overrides: { timing: { statusEveryMs: 200 } } });
    const state = (code: unknown): string => (code === EXPECTED ? 'EXPECTED' : code === SUSPENDED ? 'SUSPENDED' : 'CONNECTED');
    const units = (file.units as { code: string }[]).map((unit) => ({ ...unit, state: state(unit.code) }));
    const federation = readFederation({ ...file, units });
    const rows = sampleDraft({ complaints: 80 }, 5);
    const world = split(rows, federation);
    const kept = world.complaints.filter(
      ({ id, receivedAt }) => !id.startsWith(`${ZERO}/`) && (!id.startsWith(`${SHORT}/`) || receivedAt >= '2025-07-01'),
    );
    await databases.fill(
      federation,
      { ...world, complaints: kept },
      {
        [SHORT as string]: [covered('complaints', '2025-07-01')],
        [ZERO as string]: [covered('complaints', null, [{ from: '2025-01-01', to: '2025-06-30' }])],
      },
    );
    hub = await startHub(federation, databases);
    await until(
      () => hub.query('{ complaints(first: 1) { edges { node { id } } } }'),
      ({ completeness }) => completeness?.coverage === 1,
    );
  });

  test('units expected or suspended are named as not connected, are not missing and do not stand against ALL', async () => {
    const answer = await hub.query(TOTAL, {});
    expect(answer.errors).toEqual([]);
    expect(answer.completeness).toMatchObject({ policy: 'ALL', notConnected: [EXPECTED, SUSPENDED].sort(), missing: [] });
    expect(answer.completeness?.asked).not.toContain(EXPECTED);
    expect(answer.completeness?.expected).not.toContain(SUSPENDED);
  });

  test('a unit whose records begin later is named as outside the period and not asked', async () => {
    const received = { from: '2025-01-01T00:00:00+07:00', to: '2025-03-01T00:00:00+07:00' };
    const answer = await hub.query(TOTAL, { received });
    expect(answer.errors).toEqual([]);
    expect(answer.completeness?.outsidePeriod).toEqual([{ unit: SHORT, coveredFrom: '2025-07-01', coveredTo: null }]);
    expect(answer.completeness?.asked).not.toContain(SHORT);
    expect(answer.completeness?.missing).toEqual([]);
  });

  test('a unit whose records begin within the period is asked and named', async () => {
    const received = { from: '2025-01-01T00:00:00+07:00', to: '2026-01-01T00:00:00+07:00' };
    const answer = await hub.query(TOTAL, { received });
    expect(answer.completeness?.outsidePeriod.map(({ unit }) => unit)).toEqual([SHORT]);
    expect(answer.completeness?.asked).toContain(SHORT);
  });

  test('a unit whose records cover the whole period is not named', async () => {
    const answer = await hub.query(TOTAL, { received: { from: '2025-07-01T00:00:00+07:00', to: '2026-01-01T00:00:00+07:00' } });
    expect(answer.completeness?.outsidePeriod).toEqual([]);
  });

  test('a confirmed zero is a state of its own, named only where the period touches it', async () => {
    const within = await hub.query(TOTAL, { received: { from: '2025-06-01T00:00:00+07:00', to: '2025-08-01T00:00:00+07:00' } });
    expect(within.completeness?.confirmedZero).toEqual([{ unit: ZERO, from: '2025-01-01', to: '2025-06-30' }]);
    expect(within.completeness?.live).toContain(ZERO);
    const later = await hub.query(TOTAL, { received: { from: '2025-07-01T00:00:00+07:00', to: '2025-08-01T00:00:00+07:00' } });
    expect(later.completeness?.confirmedZero).toEqual([]);
    expect(later.completeness?.live).toContain(ZERO);
  });

  test('a complaint of a unit that is not connected is no error of the caller’s making', async () => {
    const answer = await hub.query('query One($id: ID!) { complaint(id: $id) { id } }', { id: `${EXPECTED}/1` });
    expect([answer.data, answer.errors.map(({ extensions }) => extensions?.code)]).toEqual([{ complaint: null }, ['UNIT_NOT_CONNECTED']]);
  });
});
