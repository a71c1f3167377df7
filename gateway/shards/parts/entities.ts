import type { JsonObject } from '../gather/sourced.ts';
import type { Path, Run } from '../run.ts';

/** An object of the answer that waits for fields of an entity. */
export interface EntityTarget {
  readonly object: JsonObject;
  readonly path: Path;
}

/** One entity as it is asked for, with every place it stands at. */
export interface Entity {
  readonly typeName: string;
  /** `{__typename, …key fields and required fields}`. */
  readonly representation: JsonObject;
  readonly targets: readonly EntityTarget[];
}

/** Asks shards for the fields of entities that stand in the answer already. */
export interface EntityPart {
  readonly typeName: string;
  /** Rounds of requests that wait for each other, at most. */
  readonly stages: number;
  /** @param after stages of the plan that wait for this part */
  execute(run: Run, entities: readonly Entity[], after: number): Promise<void>;
  /** The instant of the walk that a cursor among the arguments goes on with; undefined without one. */
  walkInstant?(run: Run): string | undefined;
}

/** Puts fields into an object of the answer; objects and lists of equal length that stand there already are merged, at any depth. */
export function mergeInto(target: JsonObject, source: JsonObject): void {
  for (const [key, value] of Object.entries(source)) target[key] = merged(target[key], value);
}

function merged(known: unknown, value: unknown): unknown {
  if (isObject(known) && isObject(value)) {
    mergeInto(known, value);
    return known;
  }
  if (!Array.isArray(known) || !Array.isArray(value) || known.length !== value.length) return value;
  for (const [index, item] of value.entries()) known[index] = merged(known[index], item);
  return known;
}

const isObject = (value: unknown): value is JsonObject => value !== null && typeof value === 'object' && !Array.isArray(value);

/** Gives an entity's fields to every place it stands at. */
export function fill(entity: Entity, fields: JsonObject): void {
  for (const { object } of entity.targets) mergeInto(object, fields);
}

/**
 * Entities by the instant of the walks they were found by: root fields of one operation may go on with walks that began at
 * different times. One that stands in several walks is asked for in each.
 */
export function byInstant(run: Run, entities: readonly Entity[]): Entity[][] {
  const groups = new Map<string, Entity[]>();
  for (const entity of entities) {
    const targets = new Map<string, EntityTarget[]>();
    for (const target of entity.targets) {
      const at = run.accounts.get(String(target.path[0]))?.at ?? run.at;
      targets.set(at, [...(targets.get(at) ?? []), target]);
    }
    for (const [at, own] of targets) groups.set(at, [...(groups.get(at) ?? []), { ...entity, targets: own }]);
  }
  return [...groups.values()];
}
