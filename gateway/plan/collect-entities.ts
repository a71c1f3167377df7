import type { JsonObject } from '../shards/gather/sourced.ts';
import type { Entity, EntityTarget } from '../shards/parts/entities.ts';
import type { PathSegment, RequiredSelection, Rewrite } from './plan-nodes.ts';
import { applyRewrites } from './rewrites.ts';
import type { IsOfType } from './type-relations.ts';

/** Finds in the answer so far the entities of a fetch. */
export type EntityCollector = (data: JsonObject) => Entity[];

/** Where the entities of a fetch stand and what is sent of them. */
export interface EntityQuestion {
  readonly paths: readonly (readonly PathSegment[])[];
  readonly requires: readonly RequiredSelection[];
  readonly inputRewrites: readonly Rewrite[];
}

/**
 * Compiles paths and requirements. Equal representations are asked for once. An object whose type does not fit or that
 * lacks a required field is left out; its fields stay null.
 */
export function entityCollector({ paths, requires, inputRewrites }: EntityQuestion, isOfType: IsOfType): EntityCollector {
  return (data) => {
    const entities = new Map<string, Entity & { readonly targets: EntityTarget[] }>();
    const found = (object: JsonObject, path: (string | number)[]): void => {
      const representation = represent(object, requires, isOfType);
      if (representation === undefined) return;
      applyRewrites(representation, inputRewrites, isOfType);
      const target = { object, path: [...path] };
      const key = JSON.stringify(representation);
      const known = entities.get(key);
      if (known) known.targets.push(target);
      else entities.set(key, { typeName: String(representation.__typename), representation, targets: [target] });
    };
    for (const path of paths) walk(data, path, 0, [], found, isOfType);
    return [...entities.values()];
  };
}

function walk(
  value: unknown,
  path: readonly PathSegment[],
  depth: number,
  at: (string | number)[],
  found: (object: JsonObject, path: (string | number)[]) => void,
  isOfType: IsOfType,
): void {
  if (value === null || value === undefined) return;
  const segment = path[depth];
  if (Array.isArray(value)) {
    // The planner writes one `@` for a list of lists, too.
    const next = segment === '@' ? depth + 1 : depth;
    each(value, at, (item) => walk(item, path, next, at, found, isOfType));
  } else if (segment === undefined) {
    found(value as JsonObject, at);
  } else if (segment === '@') {
    return;
  } else if ('Field' in segment) {
    at.push(segment.Field);
    walk((value as JsonObject)[segment.Field], path, depth + 1, at, found, isOfType);
    at.pop();
  } else {
    const types: readonly string[] = typeof segment.TypeCondition === 'string' ? [segment.TypeCondition] : segment.TypeCondition;
    if (types.some((type) => isOfType((value as JsonObject).__typename, type))) walk(value, path, depth + 1, at, found, isOfType);
  }
}

function each(list: readonly unknown[], at: (string | number)[], visit: (item: unknown) => void): void {
  for (const [index, item] of list.entries()) {
    at.push(index);
    visit(item);
    at.pop();
  }
}

/** The representation of an object, or undefined when it is none of the types or lacks a field. */
function represent(object: JsonObject, requires: readonly RequiredSelection[], isOfType: IsOfType): JsonObject | undefined {
  const fitting = requires.filter((selection) => selection.kind === 'InlineFragment' && isOfType(object.__typename, selection.typeCondition));
  if (fitting.length === 0) return undefined;
  const projected = project(object, fitting, isOfType);
  return projected && { __typename: object.__typename, ...projected };
}

function project(object: JsonObject, selections: readonly RequiredSelection[], isOfType: IsOfType): JsonObject | undefined {
  const result: JsonObject = {};
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      if (!isOfType(object.__typename, selection.typeCondition)) continue;
      const below = project(object, selection.selections, isOfType);
      if (below === undefined) return undefined;
      Object.assign(result, below);
      continue;
    }
    const value = object[selection.name];
    if (value === undefined) return undefined;
    const below = selection.selections && selection.selections.length > 0 ? projectValue(value, selection.selections, isOfType) : value;
    if (below === undefined) return undefined;
    result[selection.alias ?? selection.name] = below;
  }
  return result;
}

function projectValue(value: unknown, selections: readonly RequiredSelection[], isOfType: IsOfType): unknown {
  if (value === null) return null;
  if (!Array.isArray(value)) return project(value as JsonObject, selections, isOfType);
  const list = value.map((item) => projectValue(item, selections, isOfType));
  return list.includes(undefined) ? undefined : list;
}
