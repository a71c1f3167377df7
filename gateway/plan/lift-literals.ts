import {
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parseType,
  TypeInfo,
  type ValueNode,
  type VariableDefinitionNode,
  valueFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { JsonObject } from '../shards/gather/sourced.ts';

/** An operation without literals, and the values they had. */
export interface Lifted {
  readonly operation: OperationDefinitionNode;
  readonly values: JsonObject;
}

/**
 * Puts a variable in place of every literal argument, so that operations that differ only in literals share a plan. Equal
 * literals of a type share a variable, as fields with equal response keys must have equal arguments. Literals that hold
 * variables stay.
 */
export function liftLiterals(schema: GraphQLSchema, operation: OperationDefinitionNode): Lifted {
  const info = new TypeInfo(schema);
  const names = new Map<string, string>();
  const definitions: VariableDefinitionNode[] = [];
  const values: JsonObject = {};
  const lifted = visit(
    operation,
    visitWithTypeInfo(info, {
      VariableDefinition: () => false,
      Directive: () => false,
      Argument: (node) => {
        const type = info.getInputType();
        if (type === null || type === undefined || hasVariable(node.value)) return undefined;
        const value = valueFromAST(node.value, type);
        if (value === undefined) return undefined;
        const key = `${String(type)} ${JSON.stringify(value)}`;
        const name = names.get(key) ?? `__l${names.size}`;
        if (!names.has(key)) {
          names.set(key, name);
          values[name] = value;
          definitions.push({
            kind: Kind.VARIABLE_DEFINITION,
            variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
            type: parseType(String(type), { noLocation: true }),
          });
        }
        return { ...node, value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } } };
      },
    }),
  );
  return { operation: { ...lifted, variableDefinitions: [...(lifted.variableDefinitions ?? []), ...definitions] }, values };
}

function hasVariable(value: ValueNode): boolean {
  if (value.kind === Kind.VARIABLE) return true;
  if (value.kind === Kind.LIST) return value.values.some(hasVariable);
  return value.kind === Kind.OBJECT && value.fields.some((field) => hasVariable(field.value));
}
