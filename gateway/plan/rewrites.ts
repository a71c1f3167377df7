import type { JsonObject } from '../shards/gather/sourced.ts';
import type { Rewrite, RewriteSegment } from './plan-nodes.ts';
import type { IsOfType } from './type-relations.ts';

/**
 * Applies what a plan says must be changed in representations before they are sent, or in an answer before it is merged: a
 * value set, or a key renamed, at a path. Lists on the way are followed into every element. Changes the value in place.
 */
export function applyRewrites(value: unknown, rewrites: readonly Rewrite[], isOfType: IsOfType): void {
  for (const rewrite of rewrites) {
    if ('KeyRenamer' in rewrite) {
      const { path, renameKeyTo } = rewrite.KeyRenamer;
      atKey(value, path, isOfType, (object, key) => {
        if (!(key in object)) return;
        object[renameKeyTo] = object[key];
        delete object[key];
      });
    } else {
      const { path, setValueTo } = 'ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite;
      atKey(value, path, isOfType, (object, key) => {
        object[key] = setValueTo;
      });
    }
  }
}

function atKey(value: unknown, path: readonly RewriteSegment[], isOfType: IsOfType, change: (object: JsonObject, key: string) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) atKey(item, path, isOfType, change);
    return;
  }
  const [segment, ...rest] = path;
  if (value === null || typeof value !== 'object' || segment === undefined) return;
  const object = value as JsonObject;
  if ('TypenameEquals' in segment) {
    if (segment.TypenameEquals.some((name) => isOfType(object.__typename, name))) atKey(object, rest, isOfType, change);
  } else if (rest.length === 0) change(object, segment.Key);
  else atKey(object[segment.Key], rest, isOfType, change);
}
