import { type GraphQLField, type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import { type ContractFault, faultAt } from './contract-fault.ts';
import type { FieldRule } from './contract-rules.ts';
import { type DeriveDirective, deriveRule } from './derive-rule.ts';
import { isResolvable } from './entity-keys.ts';
import { type GatherDirective, gatherRule } from './gather-rule.ts';
import { type ReadDirective, readDirective } from './read-directive.ts';

/** The field rules a contract states, by `Type.field`, and what is wrong with them. */
export interface StatedRules {
  readonly rules: ReadonlyMap<string, FieldRule>;
  /** Fields with @gather or @derive, those whose rule is faulty included. */
  readonly ruled: ReadonlySet<string>;
  readonly faults: readonly ContractFault[];
}

/** The name of a field in a contract, such as `Query.complaints`. */
export const fieldPlace = (typeName: string, fieldName: string): string => `${typeName}.${fieldName}`;

/** Reads every @gather and @derive of a contract and checks each against the type of its field. */
export function readRules(schema: GraphQLSchema): StatedRules {
  const rules = new Map<string, FieldRule>();
  const ruled = new Set<string>();
  const faults: ContractFault[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const place = fieldPlace(type.name, field.name);
      const gather = readDirective(schema, 'gather', place, [field.astNode], faults);
      const derive = readDirective(schema, 'derive', place, [field.astNode], faults);
      if (hasDirective(field, 'gather') || hasDirective(field, 'derive')) ruled.add(place);
      const rule = statedRule(schema, type, field, gather, derive, faults);
      if (rule !== undefined) rules.set(place, rule);
    }
  }
  return { rules, ruled, faults };
}

const hasDirective = (field: GraphQLField<unknown, unknown>, name: string): boolean =>
  field.astNode?.directives?.some((directive) => directive.name.value === name) ?? false;

function statedRule(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  gather: ReadDirective | undefined,
  derive: ReadDirective | undefined,
  faults: ContractFault[],
): FieldRule | undefined {
  const place = fieldPlace(type.name, field.name);
  if (gather && derive) {
    faults.push(faultAt('CONTRACT_RULE_TYPE', place, derive.node, 'has both @gather and @derive'));
    return undefined;
  }
  const fault = (code: 'CONTRACT_RULE_TYPE' | 'CONTRACT_RULE_ARGUMENT' | 'CONTRACT_SUM_OF_FLOAT', message: string): undefined => {
    faults.push(faultAt(code, place, (gather ?? derive)?.node, message));
    return undefined;
  };
  if (gather)
    return gatherRule(
      { type, field, isQuery: type === schema.getQueryType(), isEntity: isResolvable(schema, type), fault },
      gather.values as unknown as GatherDirective,
    );
  if (derive) return deriveRule({ schema, type, field, fault }, derive.values as unknown as DeriveDirective);
  return undefined;
}
