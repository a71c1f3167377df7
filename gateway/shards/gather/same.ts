import { type Merge, ShardsDisagree } from './sourced.ts';

/**
 * The value all shards gave. Throws ShardsDisagree naming the first unit and every unit that differs from it. Objects
 * are compared as the JSON the shards sent; all were asked for the same fields in the same order.
 */
export const same: Merge = (values) => {
  const [first, ...rest] = values;
  if (first === undefined) return null;
  const text = JSON.stringify(first.value ?? null);
  const differing = rest.filter(({ value }) => JSON.stringify(value ?? null) !== text);
  if (differing.length > 0) throw new ShardsDisagree([first.unit, ...differing.map(({ unit }) => unit)]);
  return first.value ?? null;
};
