/** A stream of numbers that depends on its seed text alone: the same on every machine and in every run. */
export interface Random {
  /** 0 <= number < 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True with the probability given. */
  chance(probability: number): boolean;
  /** One of the list. Throws RangeError when it is empty. */
  pick<T>(list: readonly T[]): T;
}

/** Draws one value of a table, each with its weight. */
export type Draw<T> = (random: Random) => T;

/** The stream of a seed text (generator sfc32, seeded by two 32-bit hashes of the text). */
export function randomOf(seed: string): Random {
  let [a, b] = hashes(seed);
  let c = a ^ 0x9e3779b9;
  let d = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 6; i++) next();
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (list) => {
      const item = list[Math.floor(next() * list.length)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
  };
}

function hashes(text: string): [number, number] {
  let [h, g] = [0x811c9dc5, 0x9747b28c];
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
    g = Math.imul(g ^ text.charCodeAt(i), 0x85ebca6b) ^ (g >>> 13);
  }
  return [h ^ (h >>> 16), g ^ (g >>> 15)];
}

/** A draw by weights; they need not add up to anything. Throws RangeError without a positive weight. */
export function drawOf<T>(entries: readonly (readonly [T, number])[]): Draw<T> {
  const bounds: number[] = [];
  let total = 0;
  for (const [, weight] of entries) {
    total += weight;
    bounds.push(total);
  }
  if (!(total > 0)) throw new RangeError('no weights');
  return (random) => {
    const at = random.next() * total;
    const found = entries[bounds.findIndex((bound) => at < bound)];
    if (found === undefined) throw new RangeError('no weights');
    return found[0];
  };
}
