import { type GraphQLObjectType, type GraphQLSchema, isInterfaceType, isObjectType, Kind, type SelectionNode, visit } from 'graphql';

/** Begins the response key under which an alias travels that is also the name of a field. */
const PREFIX = '_c_';

const namesOf = new WeakMap<GraphQLSchema, ReadonlySet<string>>();

/** Names of all fields of a schema. */
function fieldNames(schema: GraphQLSchema): ReadonlySet<string> {
  const known = namesOf.get(schema);
  if (known !== undefined) return known;
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) || isInterfaceType(type));
  const names = new Set(types.flatMap((type) => Object.keys(type.getFields())));
  namesOf.set(schema, names);
  return names;
}

/**
 * Gives aliases below the root that are names of fields a name of their own. The plan adds fields of its own, such as keys,
 * under their names: `{ id: code }` would put a code where the key is expected, or ask for both under one name.
 */
export function setAliasesApart(schema: GraphQLSchema, rootType: GraphQLObjectType, selections: readonly SelectionNode[]): SelectionNode[] {
  const names = fieldNames(schema);
  return selections.map((selection) => {
    if (selection.kind !== Kind.FIELD || selection.name.value.startsWith('__') || rootType.getFields()[selection.name.value] === undefined)
      return selection;
    if (selection.selectionSet === undefined) return selection;
    const below = visit(selection.selectionSet, {
      Field: {
        leave: (node) => {
          const alias = node.alias?.value;
          if (alias === undefined || !(names.has(alias) || alias.startsWith(PREFIX))) return undefined;
          return { ...node, alias: { kind: Kind.NAME, value: PREFIX + alias } };
        },
      },
    });
    return { ...selection, selectionSet: below };
  });
}

/** The caller's name for a response key. */
export const shownKey = (responseKey: string): string => (responseKey.startsWith(PREFIX) ? responseKey.slice(PREFIX.length) : responseKey);

/** A path in the caller's names. */
export const shownPath = (path: readonly (string | number)[]): (string | number)[] =>
  path.map((key) => (typeof key === 'string' ? shownKey(key) : key));
