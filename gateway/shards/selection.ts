import type { GraphQLSchema } from 'graphql';
import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
} from 'graphql';

/** A field of a selection with everything selected under its response key. */
export interface SelectedField {
  readonly responseKey: string;
  readonly name: string;
  /** As written, with the directives of every place it is written at. */
  readonly node: FieldNode;
  readonly selections: readonly SelectionNode[];
}

/** The one operation of a planner's fetch, its fragments put in place. */
export function parseFetch(operation: string): OperationDefinitionNode {
  const document = parse(operation, { noLocation: true });
  const definition = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (definition === undefined) throw new Error('the planner gave a fetch without an operation');
  return inlineFragments(document, definition);
}

/** An operation of a document with its fragments put in place. The document must be free of fragment cycles. */
export function inlineFragments(document: DocumentNode, operation: OperationDefinitionNode): OperationDefinitionNode {
  const selections = inline(operation.selectionSet.selections, fragmentsOf(document));
  return { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])));
}

function inline(selections: readonly SelectionNode[], fragments: ReadonlyMap<string, FragmentDefinitionNode>): SelectionNode[] {
  return selections.map((selection): SelectionNode => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.get(selection.name.value);
      if (fragment === undefined) throw new Error(`no fragment ${selection.name.value}`);
      return {
        kind: Kind.INLINE_FRAGMENT,
        typeCondition: fragment.typeCondition,
        ...(selection.directives ? { directives: selection.directives } : {}),
        selectionSet: { kind: Kind.SELECTION_SET, selections: inline(fragment.selectionSet.selections, fragments) },
      };
    }
    if (selection.selectionSet === undefined) return selection;
    return { ...selection, selectionSet: { kind: Kind.SELECTION_SET, selections: inline(selection.selectionSet.selections, fragments) } };
  });
}

/** The fields selected on an object type (or an interface as such), fragments that apply to it opened, equal response keys brought together. */
export function selectedFields(
  schema: GraphQLSchema,
  type: GraphQLObjectType | GraphQLInterfaceType,
  selections: readonly SelectionNode[],
): SelectedField[] {
  const fields = new Map<string, SelectedField>();
  const visit = (nodes: readonly SelectionNode[]): void => {
    for (const node of nodes) {
      if (node.kind === Kind.FIELD) {
        const responseKey = node.alias?.value ?? node.name.value;
        const known = fields.get(responseKey);
        const below = node.selectionSet?.selections ?? [];
        const directives = [...(known?.node.directives ?? []), ...(node.directives ?? [])];
        const selections = known ? [...known.selections, ...below] : below;
        fields.set(responseKey, { responseKey, name: node.name.value, node: { ...node, directives }, selections });
      } else if (node.kind === Kind.INLINE_FRAGMENT && applies(schema, type, node.typeCondition?.name.value)) {
        visit(node.selectionSet.selections);
      }
    }
  };
  visit(selections);
  return [...fields.values()];
}

function applies(schema: GraphQLSchema, type: GraphQLObjectType | GraphQLInterfaceType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true;
  const other = schema.getType(condition);
  return isAbstractType(other) && schema.isSubType(other, type);
}

/** A field node `alias: name(arguments) { selections }`. */
export function fieldNode(
  alias: string | undefined,
  name: string,
  selections: readonly SelectionNode[] = [],
  args: FieldNode['arguments'] = [],
): FieldNode {
  return {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: name },
    arguments: args ?? [],
    ...(alias === undefined || alias === name ? {} : { alias: { kind: Kind.NAME, value: alias } }),
    ...(selections.length > 0 ? { selectionSet: { kind: Kind.SELECTION_SET, selections } } : {}),
  };
}

/** An argument `name: $variable`. */
export const variableArgument = (name: string, variable: string): ArgumentNode => ({
  kind: Kind.ARGUMENT,
  name: { kind: Kind.NAME, value: name },
  value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: variable } },
});

/** The selected field as it was written, with other selections below it. */
export const withSelections = (field: SelectedField, selections: readonly SelectionNode[]): FieldNode =>
  fieldNode(field.responseKey, field.name, selections, field.node.arguments);
