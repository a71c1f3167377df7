import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/** What is selected below a field, by names of fields; aliases do not matter, conditions are taken to hold. */
export interface Selected {
  /** What is selected below the field of this name; undefined when it is not selected. */
  below(name: string): Selected | undefined;
  /** Whether any of these fields is selected. */
  any(...names: string[]): boolean;
}

/** What is selected below the field that is being resolved. */
export const selectedBelow = (info: GraphQLResolveInfo): Selected => selected(info.fieldNodes, info);

function selected(nodes: readonly FieldNode[], info: GraphQLResolveInfo): Selected {
  const fields = new Map<string, FieldNode[]>();
  const visit = (set: SelectionSetNode | undefined): void => {
    for (const node of set?.selections ?? []) {
      if (node.kind === Kind.FIELD) fields.set(node.name.value, [...(fields.get(node.name.value) ?? []), node]);
      else visit(node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : info.fragments[node.name.value]?.selectionSet);
    }
  };
  for (const node of nodes) visit(node.selectionSet);
  return {
    below: (name) => {
      const found = fields.get(name);
      return found === undefined ? undefined : selected(found, info);
    },
    any: (...names) => names.some((name) => fields.has(name)),
  };
}
