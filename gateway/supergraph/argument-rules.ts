import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isObjectType,
} from 'graphql';
import { type ContractFault, faultAt } from './contract-fault.ts';
import type { ArgumentPath, ArgumentRules } from './contract-rules.ts';
import { readDirective } from './read-directive.ts';
import { fieldPlace } from './read-rules.ts';

type Input = GraphQLArgument | GraphQLInputField;

interface Found {
  readonly prune: ArgumentPath[];
  readonly period: { readonly path: ArgumentPath; readonly bound: 'FROM' | 'TO' | 'BOTH' }[];
}

/** Argument rules of every field that has any, by `Type.field`. */
export interface StatedArgumentRules {
  readonly rules: ReadonlyMap<string, ArgumentRules>;
  readonly faults: readonly ContractFault[];
}

/** Reads every @prune and @period, through the input objects of arguments. */
export function readArgumentRules(schema: GraphQLSchema): StatedArgumentRules {
  const rules = new Map<string, ArgumentRules>();
  const faults = new Map<string, ContractFault>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const found: Found = { prune: [], period: [] };
      const noted: ContractFault[] = [];
      for (const argument of field.args) {
        walkInput(
          schema,
          argument,
          { place: `${fieldPlace(type.name, field.name)}(${argument.name}:)`, path: [argument.name], inList: false, above: [] },
          found,
          noted,
        );
      }
      // One input type may serve many fields: its fault is told once.
      for (const fault of noted) faults.set(`${fault.line}:${fault.message}`, fault);
      if (found.prune.length > 0 || found.period.length > 0) rules.set(fieldPlace(type.name, field.name), found);
    }
  }
  return { rules, faults: [...faults.values()] };
}

interface Where {
  readonly place: string;
  readonly path: ArgumentPath;
  /** Whether a list lies above, so that no path leads here. */
  readonly inList: boolean;
  /** Input types above, so that a type within itself is not walked again. */
  readonly above: readonly string[];
}

function walkInput(schema: GraphQLSchema, input: Input, where: Where, found: Found, faults: ContractFault[]): void {
  readPrune(schema, input, where, found, faults);
  readPeriod(schema, input, where, found, faults);
  const type = getNamedType(input.type);
  if (!isInputObjectType(type) || where.above.includes(type.name)) return;
  for (const field of Object.values(type.getFields())) {
    const below: Where = {
      place: fieldPlace(type.name, field.name),
      path: [...where.path, field.name],
      inList: where.inList || isListType(getNullableType(input.type)),
      above: [...where.above, type.name],
    };
    walkInput(schema, field, below, found, faults);
  }
}

function readPrune(schema: GraphQLSchema, input: Input, where: Where, found: Found, faults: ContractFault[]): void {
  const directive = readDirective(schema, 'prune', where.place, [input.astNode], faults);
  if (!directive) return;
  const list = getNullableType(input.type);
  const fits = isListType(list) && String(getNullableType(list.ofType)) === 'ID' && !where.inList;
  if (fits) found.prune.push(where.path);
  else faults.push(faultAt('CONTRACT_RULE_TYPE', where.place, directive.node, `@prune needs a list of ID outside lists, not ${input.type}`));
}

function readPeriod(schema: GraphQLSchema, input: Input, where: Where, found: Found, faults: ContractFault[]): void {
  const directive = readDirective(schema, 'period', where.place, [input.astNode], faults);
  if (!directive) return;
  const bound = (directive.values.bound as 'FROM' | 'TO' | null | undefined) ?? 'BOTH';
  const fits = !where.inList && (bound === 'BOTH' ? isRange(input) : isTime(input));
  if (fits) found.period.push({ path: where.path, bound });
  else {
    const wanted = bound === 'BOTH' ? 'an input with `from` and `to`' : 'a DateTime or Date';
    faults.push(faultAt('CONTRACT_RULE_TYPE', where.place, directive.node, `@period needs ${wanted} outside lists, not ${input.type}`));
  }
}

const isTime = (input: Input): boolean => ['DateTime', 'Date'].includes(String(getNullableType(input.type)));

function isRange(input: Input): boolean {
  const type = getNullableType(input.type);
  if (!isInputObjectType(type)) return false;
  const { from, to } = type.getFields();
  return from !== undefined && to !== undefined && isTime(from) && isTime(to);
}
