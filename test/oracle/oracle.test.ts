import pg from 'pg';
import { adminUrl } from '../kit/postgres.ts';
import { federationFile, oracleFederation, readFederation } from '../kit/test-federation.ts';
import { dayDifference, dayOf, provinceOn } from './places-and-days.ts';
import { cents, decimalText, stepState } from './rows.ts';
import { percentileDisc } from './statistics.ts';

/** The oracle judges the product, so what it takes for granted is held against PostgreSQL or against cases by hand. */
describe('the oracle', () => {
  test('has the quantiles of percentile_disc', async () => {
    const client = new pg.Client({ connectionString: await adminUrl() });
    await client.connect();
    try {
      const samples = [[3], [1, 2], [5, 1, 1, 9], [0, 0, 0, 7, 7, 8, 30, 400, 2, 1], Array.from({ length: 30 }, (_, index) => (index * 7) % 11)];
      for (const days of samples) {
        const { rows } = await client.query<{ p: number[] }>(
          'SELECT percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY d) AS p FROM unnest($1::int[]) AS d',
          [days],
        );
        expect([percentileDisc(days, 0.5), percentileDisc(days, 0.9)]).toEqual(rows[0]?.p);
      }
      expect(percentileDisc([], 0.5)).toBeNull();
    } finally {
      await client.end();
    }
  });

  test('tells days in the zone of the federation', () => {
    expect(dayOf('2024-12-31T16:59:59.999999Z', 'Asia/Ho_Chi_Minh')).toBe('2024-12-31');
    expect(dayOf('2024-12-31T17:00:00.000000Z', 'Asia/Ho_Chi_Minh')).toBe('2025-01-01');
    expect(dayDifference('2024-12-31T16:59:59.999999Z', '2024-12-31T17:00:00.000000Z', 'Asia/Ho_Chi_Minh')).toBe(1);
    expect(dayDifference('2025-01-05T00:00:00.000000Z', '2025-01-01T00:00:00.000000Z', 'Asia/Ho_Chi_Minh')).toBe(0);
  });

  test('reads province codes by the day they were written', () => {
    const federation = oracleFederation(readFederation(federationFile({ units: 1 })));
    expect(provinceOn(federation, '30', '2025-06-30')).toMatchObject({ id: '30@2025-06-30', current: '20' });
    expect(provinceOn(federation, '30', '2025-07-01')).toMatchObject({ id: '30', current: '30' });
    expect(provinceOn(federation, '11', '2024-12-31')).toMatchObject({ id: '11@2024-12-31', current: '20' });
    expect(provinceOn(federation, '11', '2025-01-01')).toMatchObject({ id: '11@2025-06-30', current: '10' });
    expect(provinceOn(federation, '40', '2026-01-01')).toMatchObject({ id: '40@2025-06-30', current: '30' });
    expect(provinceOn(federation, '50', '2020-01-01')).toMatchObject({ id: '50', current: '50' });
  });

  test('adds amounts exactly', () => {
    expect(decimalText(cents('9999999999999999.99') + cents('0.1') + cents('10'), 2)).toBe('10000000000000010.09');
    expect(decimalText(0n, 2)).toBe('0');
    expect(decimalText(5n, 6)).toBe('0.000005');
  });

  test('says of a step only what is known at the instant', () => {
    const step = { step: 'FORWARD', duty: 'UNIT', basis: 'STATUTORY', article: null, startedAt: 'a', dueAt: 'd', doneAt: null, recorded: true };
    expect(stepState(step, 'd')).toBe('RUNNING');
    expect(stepState(step, 'e')).toBe('MISSED');
    expect(stepState({ ...step, doneAt: 'd' }, 'e')).toBe('MET');
    expect(stepState({ ...step, doneAt: 'f' }, 'g')).toBe('MISSED');
    expect(stepState({ ...step, doneAt: 'c' }, 'b')).toBe('RUNNING');
    expect(stepState({ ...step, dueAt: null, doneAt: 'c' }, 'z')).toBe('UNKNOWN');
    expect(stepState({ ...step, recorded: false }, 'z')).toBe('UNKNOWN');
  });
});
