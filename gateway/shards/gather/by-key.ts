import { compareBytes } from '../../../shared/domain/text.ts';
import type { JsonObject, Sourced } from './sourced.ts';

/** All elements of the shards' lists under one key. */
export interface Keyed {
  readonly key: string;
  readonly elements: readonly Sourced<JsonObject>[];
}

/** Elements of several lists brought together by key, in order of key by bytes. Null lists and elements are left out. */
export function byKey(lists: readonly Sourced<unknown>[], keyName: string): Keyed[] {
  const keyed = new Map<string, Sourced<JsonObject>[]>();
  for (const { unit, value } of lists) {
    if (!Array.isArray(value)) continue;
    for (const element of value as (JsonObject | null)[]) {
      if (element === null) continue;
      const key = String(element[keyName]);
      const known = keyed.get(key);
      if (known) known.push({ unit, value: element });
      else keyed.set(key, [{ unit, value: element }]);
    }
  }
  return [...keyed].map(([key, elements]) => ({ key, elements })).sort((a, b) => compareBytes(a.key, b.key));
}
