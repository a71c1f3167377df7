import { type FieldNode, Kind, type OperationDefinitionNode, parse, print, type SelectionNode, type VariableDefinitionNode, visit } from 'graphql';
import type { JsonObject } from './gather/sourced.ts';

/** A document for shards and how its request body is made. */
export interface ShardDocument {
  readonly query: string;
  /** JSON text of a request, variables of the operation taken from `variables`, others given. */
  body(variables: JsonObject, own?: JsonObject): string;
}

/** Definition `$name: type` of a variable of our own. */
export function ownVariable(name: string, type: string): VariableDefinitionNode {
  const operation = parse(`query($${name}:${type}){a}`, { noLocation: true }).definitions[0] as OperationDefinitionNode;
  const definition = operation.variableDefinitions?.[0];
  if (definition === undefined) throw new Error(`no variable definition: ${name}: ${type}`);
  return definition;
}

/** Names of the variables used below some selections. */
export function variablesIn(selections: readonly SelectionNode[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const selection of selections) {
    visit(selection, {
      Variable: (node) => {
        names.add(node.name.value);
      },
    });
  }
  return names;
}

/**
 * A query of these selections, with the definitions it needs from the planner's fetch and our own beside them. The text is
 * made into JSON once; only variables are written per request.
 */
export function shardDocument(
  fetch: OperationDefinitionNode,
  selections: readonly (FieldNode | SelectionNode)[],
  own: readonly VariableDefinitionNode[] = [],
): ShardDocument {
  const used = variablesIn(selections);
  const passed = (fetch.variableDefinitions ?? []).filter(({ variable }) => used.has(variable.name.value));
  const names = passed.map(({ variable }) => variable.name.value);
  const query = print({
    kind: Kind.OPERATION_DEFINITION,
    operation: fetch.operation,
    variableDefinitions: [...passed, ...own],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [...selections] },
  } as OperationDefinitionNode);
  const head = `{"query":${JSON.stringify(query)},"variables":`;
  return {
    query,
    body: (variables, ownValues = {}) => {
      const values: JsonObject = { ...ownValues };
      for (const name of names) if (variables[name] !== undefined) values[name] = variables[name];
      return `${head}${JSON.stringify(values)}}`;
    },
  };
}
