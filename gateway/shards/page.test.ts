import fc from 'fast-check';
import { comparePositions, type Position } from '../../shared/paging/order.ts';
import { expectedShares, firstRoundSize, type ShardRows, secondRoundSizes, takePage } from './page.ts';

const value = fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { nil: null });

/** Rows split over shards, each shard sorted, as a union and as parts. */
const worlds = fc
  .record({
    values: fc.array(value, { maxLength: 120 }),
    shards: fc.integer({ min: 1, max: 9 }),
    direction: fc.constantFrom('ASC' as const, 'DESC' as const),
    pageSize: fc.integer({ min: 1, max: 40 }),
    seed: fc.array(fc.nat(8), { minLength: 120, maxLength: 120 }),
  })
  .map(({ values, shards, direction, pageSize, seed }) => {
    const rows: Position[] = values.map((item, index) => ({ value: item, id: `r${index}` }));
    const sort = (list: Position[]): Position[] => [...list].sort((a, b) => comparePositions(a, b, direction));
    const parts = Array.from({ length: shards }, (_, shard) => sort(rows.filter((_row, index) => (seed[index] ?? 0) % shards === shard)));
    return { union: sort(rows), parts, direction, pageSize };
  });

describe('two-round pages', () => {
  it('give the page of the union after at most two rounds, whatever the split and the guess of shares', () => {
    fc.assert(
      fc.property(worlds, fc.array(fc.option(fc.nat(1000), { nil: undefined }), { minLength: 9, maxLength: 9 }), (world, known) => {
        const shares = expectedShares(known.slice(0, world.parts.length));
        const take = (sizes: readonly number[]): ShardRows<Position>[] =>
          world.parts.map((part, shard) => ({ rows: part.slice(0, sizes[shard]), hasMore: part.length > (sizes[shard] ?? 0) }));
        const first = shares.map((share) => firstRoundSize(world.pageSize, share));
        const more = secondRoundSizes(take(first), world.pageSize, world.direction);
        const sizes = first.map((size, shard) => size + (more[shard] ?? 0));
        const shards = take(sizes);
        expect(secondRoundSizes(shards, world.pageSize, world.direction).every((size) => size === 0)).toBe(true);
        const page = takePage(shards, world.pageSize, world.direction);
        expect(page.rows.map(({ row }) => row.id)).toEqual(world.union.slice(0, world.pageSize).map(({ id }) => id));
        expect(page.hasNextPage).toBe(world.union.length > world.pageSize);
      }),
      { numRuns: 500 },
    );
  });

  it('ask nobody again when every shard gave all it has', () => {
    expect(secondRoundSizes([{ rows: [{ value: 'a', id: '1' }], hasMore: false }], 10, 'ASC')).toEqual([0]);
  });

  it('ask a shard of unknown size for an average part', () => {
    expect(expectedShares([undefined, 30, 10])).toEqual([1 / 3, 0.5, 1 / 6]);
    expect(firstRoundSize(50, 0)).toBe(1);
    expect(firstRoundSize(50, 1)).toBe(50);
  });
});
