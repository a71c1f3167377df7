import { boundaries } from './boundaries.ts';

describe('boundary map', () => {
  // Code 15 was Yên Bái, then became that of the new Lào Cai, formed from Yên Bái (15) and Lào Cai (10).
  const read = boundaries([
    {
      code: '15',
      name: 'Lào Cai',
      formedFrom: [
        { code: '10', name: 'Lào Cai', effectiveTo: '2025-06-30' },
        { code: '15', name: 'Yên Bái', effectiveTo: '2025-06-30' },
      ],
    },
    { code: '11', name: 'Điện Biên', formedFrom: [] },
  ]);

  test('reads a reassigned code by its day', () => {
    expect(read('15', '2025-06-30')).toEqual({ id: '15@2025-06-30', code: '15', name: 'Yên Bái', validTo: '2025-06-30', current: '15' });
    expect(read('15', '2025-07-01')).toEqual({ id: '15', code: '15', name: 'Lào Cai', validTo: null, current: '15' });
  });

  test('counts a former province under the one it lies in, on any day when its code is free', () => {
    expect(read('10', '2024-01-01')?.current).toBe('15');
    expect(read('10', '2026-01-01')).toMatchObject({ id: '10@2025-06-30', current: '15' });
  });

  test('reads a province that never changed on every day', () => {
    expect(read('11', '2001-01-01')).toMatchObject({ id: '11', current: '11' });
  });

  test('knows no code that stands in no list', () => {
    expect(read('99', '2025-01-01')).toBeUndefined();
  });
});
