import { completenessText } from './browser/completeness.mjs';

const report = { expected: ['SCT-01', 'SCT-79'], live: ['SCT-01', 'SCT-79'], replica: [], missing: [], notConnected: [], outsidePeriod: [] };
const answer = (changes: object): object => ({ data: {}, extensions: { completeness: { ...report, ...changes } } });

describe('the bar above an answer', () => {
  test('says how many units answered', () => {
    expect(completenessText(answer({}))).toMatchObject({ state: 'complete', textEn: '2 of 2 units', text: '2 / 2 đơn vị đã trả lời' });
  });

  test('names the units that are missing and why', () => {
    const text = completenessText(answer({ live: ['SCT-01'], missing: [{ unit: 'SCT-79', reason: 'TIMEOUT' }] }));
    expect(text).toMatchObject({ state: 'partial', textEn: '1 of 2 units; missing: SCT-79 (TIMEOUT)' });
  });

  test('tells units that are not connected or short of the period from missing ones', () => {
    const text = completenessText(answer({ notConnected: ['HBV-11'], outsidePeriod: [{ unit: 'SCT-04' }] }));
    expect(text).toMatchObject({ state: 'complete', textEn: '2 of 2 units; not connected: HBV-11; short of the period: SCT-04' });
  });

  test('shortens a long list and keeps it whole for the pointer', () => {
    const many = Array.from({ length: 9 }, (_, index) => `HBV-${index}`);
    const text = completenessText(answer({ notConnected: many }));
    expect(text.textEn).toContain('HBV-5 … (9)');
    expect(text.title).toContain('HBV-8');
  });

  test('says that an answer without data of units needs none', () => {
    expect(completenessText({ data: {} }).state).toBe('unknown');
  });
});
