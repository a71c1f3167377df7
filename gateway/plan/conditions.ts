import { type DirectiveNode, Kind, type OperationDefinitionNode, type SelectionNode, visit } from 'graphql';
import type { JsonObject } from '../shards/gather/sourced.ts';
import { fieldNode } from '../shards/selection.ts';

/** Response key of what stands in for a selection of which nothing is left; never shown. */
export const EMPTY = '__empty';

/** Names of the variables that decide on @skip and @include, in order of name. */
export function conditionVariables(operation: OperationDefinitionNode): string[] {
  const names = new Set<string>();
  visit(operation, {
    Directive: (node) => {
      const value = isCondition(node) ? node.arguments?.[0]?.value : undefined;
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names].sort();
}

const isCondition = ({ name }: DirectiveNode): boolean => name.value === 'skip' || name.value === 'include';

/** The selections that are left when @skip and @include are decided; the directives are gone. */
export function decideConditions(selections: readonly SelectionNode[], variables: JsonObject): SelectionNode[] {
  return selections.flatMap((selection): SelectionNode[] => {
    const directives = selection.directives ?? [];
    if (directives.some((directive) => isCondition(directive) && decision(directive, variables) === (directive.name.value === 'skip'))) return [];
    const kept = directives.filter((directive) => !isCondition(directive));
    if (selection.kind === Kind.FRAGMENT_SPREAD || selection.selectionSet === undefined) return [{ ...selection, directives: kept }];
    const below = decideConditions(selection.selectionSet.selections, variables);
    const selectionsBelow = below.length > 0 ? below : [fieldNode(EMPTY, '__typename')];
    return [{ ...selection, directives: kept, selectionSet: { kind: Kind.SELECTION_SET, selections: selectionsBelow } }];
  });
}

function decision(directive: DirectiveNode, variables: JsonObject): boolean {
  const value = directive.arguments?.[0]?.value;
  if (value?.kind === Kind.VARIABLE) return variables[value.name.value] === true;
  return value?.kind === Kind.BOOLEAN && value.value;
}
