import type { JsonObject } from '../shards/gather/sourced.ts';
import type { Entity, EntityTarget } from '../shards/parts/entities.ts';
import type { PathSegment, RequiredSelection } from './plan-nodes.ts';

/** Finds in the answer so far the entities of a fetch. */
export type EntityCollector = (data: JsonObject) => Entity[];

/**
 * Compiles paths and requirements. Equal representations are asked for once. An object whose type does not fit or that
 * lacks a required field is left out; its fields stay null.
 */
export function entityCollector(paths: readonly (readonly PathSegment[])[], requires: readonly RequiredSelection[]): EntityCollector {
  return (data) => {
    const entities = new Map<string, Entity & { readonly targets: EntityTarget[] }>();
    const found = (object: JsonObject, path: (string | number)[]): void => {
      const representation = represent(object, requires);
      if (representation === undefined) return;
      const target = { object, path: [...path] };
      const key = JSON.stringify(representation);
      const known = entities.get(key);
      if (known) known.targets.push(target);
      else entities.set(key, { typeName: String(representation.__typename), representation, targets: [target] });
    };
    for (const path of paths) walk(data, path, 0, [], found);
    return [...entities.values()];
  };
}

function walk(
  value: unknown,
  path: readonly PathSegment[],
  depth: number,
  at: (string | number)[],
  found: (object: JsonObject, path: (string | number)[]) => void,
): void {
  if (value === null || value === undefined) return;
  const segment = path[depth];
  if (segment === undefined) {
    if (Array.isArray(value)) each(value, at, (item) => walk(item, path, depth, at, found));
    else found(value as JsonObject, at);
  } else if (segment === '@') {
    if (Array.isArray(value)) each(value, at, (item) => walk(item, path, depth + 1, at, found));
  } else if ('Field' in segment) {
    at.push(segment.Field);
    walk((value as JsonObject)[segment.Field], path, depth + 1, at, found);
    at.pop();
  } else {
    const types: readonly string[] = typeof segment.TypeCondition === 'string' ? [segment.TypeCondition] : segment.TypeCondition;
    if (types.includes(String((value as JsonObject).__typename))) walk(value, path, depth + 1, at, found);
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
function represent(object: JsonObject, requires: readonly RequiredSelection[]): JsonObject | undefined {
  const fitting = requires.find((selection) => selection.kind === 'InlineFragment' && selection.typeCondition === object.__typename);
  if (fitting?.kind !== 'InlineFragment') return undefined;
  const projected = project(object, fitting.selections);
  return projected && { __typename: object.__typename, ...projected };
}

function project(object: JsonObject, selections: readonly RequiredSelection[]): JsonObject | undefined {
  const result: JsonObject = {};
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      if (object.__typename !== selection.typeCondition) continue;
      const below = project(object, selection.selections);
      if (below === undefined) return undefined;
      Object.assign(result, below);
      continue;
    }
    const value = object[selection.alias ?? selection.name];
    if (value === undefined) return undefined;
    const below = selection.selections && selection.selections.length > 0 ? projectValue(value, selection.selections) : value;
    if (below === undefined) return undefined;
    result[selection.name] = below;
  }
  return result;
}

function projectValue(value: unknown, selections: readonly RequiredSelection[]): unknown {
  if (value === null) return null;
  if (!Array.isArray(value)) return project(value as JsonObject, selections);
  const list = value.map((item) => projectValue(item, selections));
  return list.includes(undefined) ? undefined : list;
}
