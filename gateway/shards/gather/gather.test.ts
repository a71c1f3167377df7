import fc from 'fast-check';
import { byKey } from './by-key.ts';
import { addHistograms } from './histogram.ts';
import { latest } from './latest.ts';
import { compareNumbers, compareTexts, extreme } from './min-max.ts';
import { same } from './same.ts';
import { ShardsDisagree, type Sourced } from './sourced.ts';
import { sumBigInts, sumDecimals, sumInts } from './sum.ts';

const from = <T>(values: readonly T[]): Sourced<T>[] => values.map((value, index) => ({ unit: `U-${index}`, value }));
const cents = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
const asDecimal = (value: bigint): string => {
  const text = (value < 0n ? -value : value).toString().padStart(3, '0');
  return `${value < 0n ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`;
};

describe('SUM', () => {
  it('is exact on decimals, in any order', () => {
    fc.assert(
      fc.property(fc.array(cents, { minLength: 1 }), (values) => {
        const sum = values.reduce((a, b) => a + b, 0n);
        expect(sumDecimals(from(values.map(asDecimal)))).toBe(
          asDecimal(sum)
            .replace(/\.?0+$/, '')
            .replace(/^-?$/, '0')
            .replace(/^-0$/, '0'),
        );
        expect(sumDecimals(from(values.map(asDecimal).reverse()))).toBe(sumDecimals(from(values.map(asDecimal))));
      }),
    );
  });

  it('takes null as neutral, and all null as null', () => {
    expect(sumInts(from([null, 2, null, 3]))).toBe(5);
    expect(sumInts(from([null, null]))).toBeNull();
    expect(sumBigInts(from(['9007199254740993', null, '1']))).toBe('9007199254740994');
    expect(sumDecimals(from([null]))).toBeNull();
  });

  it('throws rather than round when a sum of Int is no longer exact', () => {
    expect(() => sumInts(from([Number.MAX_SAFE_INTEGER, 1]))).toThrow(RangeError);
  });
});

describe('MIN and MAX', () => {
  it('compare decimals as numbers and instants as text, null being neutral', () => {
    expect(extreme('MAX', compareNumbers)(from(['9', '10', null, '9.5']))).toBe('10');
    expect(extreme('MIN', compareNumbers)(from(['-1', '-1.5']))).toBe('-1.5');
    expect(extreme('MIN', compareTexts)(from([null, '2026-01-02', '2025-12-31']))).toBe('2025-12-31');
    expect(extreme('MAX', compareTexts)(from([null]))).toBeNull();
  });
});

describe('SAME', () => {
  it('gives what all gave and names the units that differ', () => {
    expect(same(from([{ a: 1 }, { a: 1 }]))).toEqual({ a: 1 });
    const fault = ((): unknown => {
      try {
        return same(from([1, 1, 2]));
      } catch (error) {
        return error;
      }
    })();
    expect(fault).toBeInstanceOf(ShardsDisagree);
    expect((fault as ShardsDisagree).units).toEqual(['U-0', 'U-2']);
  });
});

describe('LATEST', () => {
  it('does not depend on the order in which shards answered', () => {
    const dated = fc.record({ by: fc.option(fc.constantFrom('2025', '2026')), value: fc.option(fc.nat(3)) });
    fc.assert(
      fc.property(fc.array(dated), fc.nat(), (values, turn) => {
        const sourced = from(values);
        const turned = [...sourced.slice(turn % (values.length + 1)), ...sourced.slice(0, turn % (values.length + 1))];
        expect(latest(turned)).toEqual(latest(sourced));
      }),
    );
  });

  it('takes the greatest instant, then the greatest unit, and no null value', () => {
    expect(
      latest(
        from([
          { by: '2026', value: 'a' },
          { by: '2026', value: 'b' },
          { by: '2027', value: null },
        ]),
      ),
    ).toBe('b');
  });
});

describe('HISTOGRAM and keys', () => {
  it('adds bar by bar, in order of days', () => {
    expect(
      addHistograms(
        from([
          [{ days: 3, count: 1 }],
          null,
          [
            { days: 1, count: 2 },
            { days: 3, count: 4 },
          ],
        ]),
      ),
    ).toEqual([
      { days: 1, count: 2 },
      { days: 3, count: 5 },
    ]);
  });

  it('brings elements together by key, in order of bytes', () => {
    const keyed = byKey(from([[{ k: 'b' }, { k: 'a' }], null, [{ k: 'a' }, { k: 'Z' }]]), 'k');
    expect(keyed.map(({ key, elements }) => [key, elements.map(({ unit }) => unit)])).toEqual([
      ['Z', ['U-2']],
      ['a', ['U-0', 'U-2']],
      ['b', ['U-0']],
    ]);
  });
});
