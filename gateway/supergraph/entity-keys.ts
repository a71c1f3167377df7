import { type GraphQLNamedType, type GraphQLSchema, getDirectiveValues, isObjectType, Kind, parse, type SelectionSetNode } from 'graphql';

/** One @key of a type. */
export interface EntityKey {
  /** Top-level fields of the key. */
  readonly fields: readonly string[];
  /** Whether instances can be fetched by it here. */
  readonly resolvable: boolean;
}

function topFields(fieldSet: string): string[] {
  const [operation] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
  const set: SelectionSetNode | undefined = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet : undefined;
  return (set?.selections ?? []).flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.name.value] : []));
}

/**
 * The keys of a type; none for what is not an object type.
 * @throws GraphQLError when a key is not a field set
 */
export function entityKeys(schema: GraphQLSchema, type: GraphQLNamedType): EntityKey[] {
  if (!isObjectType(type)) return [];
  const nodes = [type.astNode, ...type.extensionASTNodes].flatMap((node) => node?.directives ?? []);
  return ['key', 'federation__key'].flatMap((name) => {
    const definition = schema.getDirective(name);
    if (!definition) return [];
    return nodes
      .filter((node) => node.name.value === name)
      .map((node) => {
        const values = getDirectiveValues(definition, { directives: [node] });
        return { fields: topFields(String(values?.fields)), resolvable: values?.resolvable !== false };
      });
  });
}

/** Whether instances of the type can be fetched through `_entities`. */
export const isResolvable = (schema: GraphQLSchema, type: GraphQLNamedType): boolean => entityKeys(schema, type).some((key) => key.resolvable);
