import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType, type SelectionNode } from 'graphql';
import { type DayBucket, quantile, ratio } from '../../shared/aggregates/derive.ts';
import type { Contract, FieldRule } from '../supergraph/contract-rules.ts';
import { byKey } from './gather/by-key.ts';
import { addHistograms } from './gather/histogram.ts';
import { latest } from './gather/latest.ts';
import { same } from './gather/same.ts';
import { scalarMerge } from './gather/scalars.ts';
import type { JsonObject, Merge, Sourced } from './gather/sourced.ts';
import { fieldNode, type SelectedField, selectedFields, withSelections } from './selection.ts';

/** What shards are asked for an object that is gathered, and how their objects become one. */
export interface GatheredObject {
  /** What to select at a shard: the caller's fields under their response keys, and hidden ones under `__` aliases. */
  readonly selections: readonly SelectionNode[];
  /** One object with the caller's fields only, of at least one object. */
  assemble(values: readonly Sourced<JsonObject>[]): JsonObject;
}

interface GatheredField {
  readonly responseKey: string;
  readonly selections: readonly SelectionNode[];
  /** From the shards' parent objects to the field's value. */
  readonly value: Merge<JsonObject>;
}

/** Values of one field of the shards' objects. */
const pick = (objects: readonly Sourced<JsonObject>[], key: string): Sourced<unknown>[] =>
  objects.map(({ unit, value }) => ({ unit, value: value[key] }));

const present = (values: readonly Sourced<unknown>[]): Sourced<JsonObject>[] =>
  values.filter((item): item is Sourced<JsonObject> => item.value !== null && item.value !== undefined);

const KEY = '__k';

/**
 * Compiles the selection of a gathered object type. Composition has checked that every field outside rows has a rule.
 * @throws Error when it has not: a fault of ours
 */
export function compileGathered(contract: Contract, type: GraphQLObjectType, selections: readonly SelectionNode[]): GatheredObject {
  const fields = selectedFields(contract.schema, type, selections).map((field) => compileField(contract, type, field));
  return {
    selections: fields.length > 0 ? fields.flatMap((field) => field.selections) : [fieldNode('__t', '__typename')],
    assemble: (values) => {
      const object: JsonObject = {};
      for (const field of fields) object[field.responseKey] = field.value(values);
      return object;
    },
  };
}

function compileField(contract: Contract, type: GraphQLObjectType, field: SelectedField): GatheredField {
  const { responseKey } = field;
  if (field.name === '__typename') return { responseKey, selections: [], value: () => type.name };
  const rule = contract.rules.fieldRule(type.name, field.name);
  if (rule === undefined) throw new Error(`${contract.name}: ${type.name}.${field.name} has no rule`);
  return compilers[rule.rule](contract, type, field, rule as never);
}

type Compiler<R extends FieldRule['rule']> = (
  contract: Contract,
  type: GraphQLObjectType,
  field: SelectedField,
  rule: Extract<FieldRule, { rule: R }>,
) => GatheredField;

/** The object type of a field, composition having made sure that it is one. */
function objectTypeOf(schema: GraphQLSchema, type: GraphQLObjectType, fieldName: string): GraphQLObjectType {
  const named = getNamedType(type.getFields()[fieldName]?.type);
  if (named === undefined || !isObjectType(named))
    throw new Error(`${type.name}.${fieldName} is no object of ${schema.description ?? 'the contract'}`);
  return named;
}

const scalar: Compiler<'SUM' | 'MIN' | 'MAX'> = (_contract, _type, field, rule) => {
  const merge = scalarMerge(rule.rule, rule.scalar);
  return { responseKey: field.responseKey, selections: [field.node], value: (objects) => merge(pick(objects, field.responseKey)) };
};

const asGiven: Compiler<'SAME' | 'KEY'> = (_contract, _type, field) => ({
  responseKey: field.responseKey,
  selections: [withSelections(field, field.selections)],
  value: (objects) => same(pick(objects, field.responseKey)),
});

const merge: Compiler<'MERGE'> = (contract, type, field) => {
  const object = compileGathered(contract, objectTypeOf(contract.schema, type, field.name), field.selections);
  return {
    responseKey: field.responseKey,
    selections: [withSelections(field, object.selections)],
    value: (objects) => {
      const values = present(pick(objects, field.responseKey));
      return values.length === 0 ? null : object.assemble(values);
    },
  };
};

const groups: Compiler<'GROUPS'> = (contract, type, field, rule) => {
  const element = compileGathered(contract, objectTypeOf(contract.schema, type, field.name), field.selections);
  return {
    responseKey: field.responseKey,
    selections: [withSelections(field, [fieldNode(KEY, rule.by), ...element.selections])],
    value: (objects) => byKey(pick(objects, field.responseKey), KEY).map(({ elements }) => element.assemble(elements)),
  };
};

const concat: Compiler<'CONCAT'> = (_contract, _type, field, rule) => ({
  responseKey: field.responseKey,
  selections: [withSelections(field, [fieldNode(KEY, rule.by), ...field.selections])],
  value: (objects) => {
    const lists = pick(objects, field.responseKey);
    if (lists.every(({ value }) => value === null || value === undefined)) return null;
    return byKey(lists, KEY).map(({ elements }) => withoutKey(elements[0]?.value ?? {}));
  },
});

function withoutKey(element: JsonObject): JsonObject {
  const { [KEY]: _key, ...rest } = element;
  return rest;
}

const latestValue: Compiler<'LATEST'> = (_contract, _type, field, rule) => {
  const by = `__by_${rule.by}`;
  return {
    responseKey: field.responseKey,
    selections: [fieldNode(by, rule.by), field.node],
    value: (objects) =>
      latest(objects.map(({ unit, value }) => ({ unit, value: { by: (value[by] ?? null) as string | null, value: value[field.responseKey] } }))),
  };
};

/** Alias, days and count of a histogram as hidden selection; shared by HISTOGRAM and QUANTILE. */
function hiddenHistogram(
  contract: Contract,
  type: GraphQLObjectType,
  name: string,
): { alias: string; selection: SelectionNode; read: Merge<JsonObject, DayBucket[]> } {
  const rule = contract.rules.fieldRule(type.name, name);
  if (rule?.rule !== 'HISTOGRAM') throw new Error(`${type.name}.${name} is no histogram`);
  const bucket = objectTypeOf(contract.schema, type, name);
  const count = Object.keys(bucket.getFields()).find((other) => other !== rule.by) ?? rule.by;
  const alias = `__h_${name}`;
  return {
    alias,
    selection: fieldNode(alias, name, [fieldNode('days', rule.by), fieldNode('count', count)]),
    read: (objects) => addHistograms(pick(objects, alias) as Sourced<DayBucket[]>[]),
  };
}

const histogram: Compiler<'HISTOGRAM'> = (contract, type, field, rule) => {
  const hidden = hiddenHistogram(contract, type, field.name);
  const bucketType = objectTypeOf(contract.schema, type, field.name);
  const shown = selectedFields(contract.schema, bucketType, field.selections).map(({ responseKey, name }) => ({
    responseKey,
    of: (bucket: DayBucket): unknown => (name === '__typename' ? bucketType.name : name === rule.by ? bucket.days : bucket.count),
  }));
  return {
    responseKey: field.responseKey,
    selections: [hidden.selection],
    value: (objects) => hidden.read(objects).map((bucket) => Object.fromEntries(shown.map(({ responseKey, of }) => [responseKey, of(bucket)]))),
  };
};

const derivedRatio: Compiler<'RATIO'> = (contract, type, field, rule) => {
  const [sum, count] = rule.of.map((name) => {
    const input = contract.rules.fieldRule(type.name, name);
    if (input?.rule !== 'SUM') throw new Error(`${type.name}.${name} is no sum`);
    const alias = `__d_${name}`;
    const add = scalarMerge('SUM', input.scalar);
    return {
      selection: fieldNode(alias, name),
      read: (objects: readonly Sourced<JsonObject>[]) => add(pick(objects, alias)) as string | number | null,
    };
  }) as [RatioInput, RatioInput];
  return {
    responseKey: field.responseKey,
    selections: [sum.selection, count.selection],
    value: (objects) => ratio(sum.read(objects), count.read(objects)),
  };
};

interface RatioInput {
  readonly selection: SelectionNode;
  read(objects: readonly Sourced<JsonObject>[]): string | number | null;
}

const derivedQuantile: Compiler<'QUANTILE'> = (contract, type, field, rule) => {
  const hidden = hiddenHistogram(contract, type, rule.of[0]);
  return { responseKey: field.responseKey, selections: [hidden.selection], value: (objects) => quantile(hidden.read(objects), rule.q) };
};

const misplaced: Compiler<'ROUTE' | 'CONNECTION'> = (contract, type, field, rule) => {
  throw new Error(`${contract.name}: ${type.name}.${field.name} is a ${rule.rule} inside a gathered object`);
};

const compilers: { readonly [R in FieldRule['rule']]: Compiler<R> } = {
  SUM: scalar as Compiler<'SUM'>,
  MIN: scalar as Compiler<'MIN'>,
  MAX: scalar as Compiler<'MAX'>,
  SAME: asGiven as Compiler<'SAME'>,
  KEY: asGiven as Compiler<'KEY'>,
  MERGE: merge,
  GROUPS: groups,
  CONCAT: concat,
  LATEST: latestValue,
  HISTOGRAM: histogram,
  RATIO: derivedRatio,
  QUANTILE: derivedQuantile,
  ROUTE: misplaced as Compiler<'ROUTE'>,
  CONNECTION: misplaced as Compiler<'CONNECTION'>,
};
