import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { ExactScalar } from '../../shared/aggregates/exact-scalar.ts';
import type { FieldRule } from './contract-rules.ts';

/** Values of @gather. */
export interface GatherDirective {
  readonly rule: Exclude<FieldRule['rule'], 'KEY' | 'RATIO' | 'QUANTILE'>;
  readonly arg?: string | null;
  readonly by?: string | null;
}

/** A field whose rule is read. */
export interface RuledField {
  readonly type: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  /** Whether the field is a root of the contract. */
  readonly isQuery: boolean;
  /** Whether objects of the type can be fetched by a key. */
  readonly isEntity: boolean;
  /** Notes a fault of the rule; gives undefined. */
  readonly fault: (code: 'CONTRACT_RULE_TYPE' | 'CONTRACT_RULE_ARGUMENT' | 'CONTRACT_SUM_OF_FLOAT', message: string) => undefined;
}

const SUMMABLE: readonly string[] = ['Int', 'BigInt', 'Decimal'];
const COMPARABLE: readonly string[] = [...SUMMABLE, 'DateTime', 'Date'];
const TAKES_BY: readonly string[] = ['GROUPS', 'CONCAT', 'LATEST', 'HISTOGRAM'];

/** The rule that a @gather states; undefined, with a fault noted, when it does not fit the field's type. */
export function gatherRule(place: RuledField, directive: GatherDirective): FieldRule | undefined {
  const { rule } = directive;
  if (directive.arg != null && rule !== 'ROUTE') return place.fault('CONTRACT_RULE_ARGUMENT', `${rule} takes no \`arg\``);
  if (directive.by != null && !TAKES_BY.includes(rule)) return place.fault('CONTRACT_RULE_ARGUMENT', `${rule} takes no \`by\``);
  return readers[rule](place, directive);
}

type Reader = (place: RuledField, directive: GatherDirective) => FieldRule | undefined;

const readers: Readonly<Record<GatherDirective['rule'], Reader>> = {
  ROUTE: route,
  CONNECTION: connection,
  GROUPS: (place, { by }) => keyedList(place, 'GROUPS', by),
  CONCAT: (place, { by }) => keyedList(place, 'CONCAT', by),
  MERGE: (place) =>
    objectOf(place.field.type) ? { rule: 'MERGE' } : place.fault('CONTRACT_RULE_TYPE', `MERGE needs one object, not ${place.field.type}`),
  SAME: () => ({ rule: 'SAME' }),
  LATEST: latest,
  SUM: (place) => exact(place, 'SUM', SUMMABLE),
  MIN: (place) => exact(place, 'MIN', COMPARABLE),
  MAX: (place) => exact(place, 'MAX', COMPARABLE),
  HISTOGRAM: histogram,
};

function objectOf(type: GraphQLOutputType): GraphQLObjectType | undefined {
  const nullable = getNullableType(type);
  return isObjectType(nullable) ? nullable : undefined;
}

function elementOf(type: GraphQLOutputType): GraphQLObjectType | undefined {
  const nullable = getNullableType(type);
  return isListType(nullable) ? objectOf(nullable.ofType) : undefined;
}

/** Name of a type that is a single leaf; undefined for lists and objects. */
function leafName(type: GraphQLOutputType | undefined): string | undefined {
  const nullable = getNullableType(type);
  return nullable && isLeafType(nullable) ? nullable.name : undefined;
}

function route({ field, isQuery, fault }: RuledField, { arg }: GatherDirective): FieldRule | undefined {
  if (!isQuery) return fault('CONTRACT_RULE_TYPE', 'ROUTE belongs to a root field');
  if (!objectOf(field.type)) return fault('CONTRACT_RULE_TYPE', `ROUTE gives one row, not ${field.type}`);
  const argument = field.args.find(({ name }) => name === arg);
  if (arg == null || argument === undefined) return fault('CONTRACT_RULE_ARGUMENT', `ROUTE: the field has no argument ${arg ?? '(arg is absent)'}`);
  const type = getNullableType(argument.type);
  if (isListType(type) || getNamedType(type).name !== 'ID') return fault('CONTRACT_RULE_TYPE', `ROUTE: argument ${arg} is ${argument.type}, not ID`);
  return { rule: 'ROUTE', arg };
}

function connection({ field, isQuery, isEntity, fault }: RuledField): FieldRule | undefined {
  if (!isQuery && !isEntity) return fault('CONTRACT_RULE_TYPE', 'CONNECTION belongs to a root field or to an entity, by whose key its pages go on');
  return objectOf(field.type) ? { rule: 'CONNECTION' } : fault('CONTRACT_RULE_TYPE', `CONNECTION needs a connection type, not ${field.type}`);
}

function keyedList({ field, fault }: RuledField, rule: 'GROUPS' | 'CONCAT', by: string | null | undefined): FieldRule | undefined {
  const element = elementOf(field.type);
  if (!element) return fault('CONTRACT_RULE_TYPE', `${rule} needs a list of objects, not ${field.type}`);
  const key = by == null ? undefined : element.getFields()[by];
  if (by == null || !key) return fault('CONTRACT_RULE_ARGUMENT', `${rule}: ${element.name} has no field ${by ?? '(by is absent)'}`);
  if (leafName(key.type) === undefined) return fault('CONTRACT_RULE_TYPE', `${rule}: ${element.name}.${by} is ${key.type}, no key`);
  if (!isNonNullType(key.type)) return fault('CONTRACT_RULE_TYPE', `${rule}: ${element.name}.${by} is a key and must not be null`);
  return { rule, by };
}

function latest({ type, fault }: RuledField, { by }: GatherDirective): FieldRule | undefined {
  const sibling = by == null ? undefined : type.getFields()[by];
  if (by == null || !sibling) return fault('CONTRACT_RULE_ARGUMENT', `LATEST: ${type.name} has no field ${by ?? '(by is absent)'}`);
  const name = leafName(sibling.type);
  if (name !== 'DateTime' && name !== 'Date') return fault('CONTRACT_RULE_TYPE', `LATEST: ${by} is ${sibling.type}, not DateTime or Date`);
  return { rule: 'LATEST', by };
}

function exact({ field, fault }: RuledField, rule: 'SUM' | 'MIN' | 'MAX', allowed: readonly string[]): FieldRule | undefined {
  const name = leafName(field.type);
  if (name === 'Float') return fault('CONTRACT_SUM_OF_FLOAT', `${rule} of Float is not exact`);
  if (name === undefined || !allowed.includes(name)) return fault('CONTRACT_RULE_TYPE', `${rule} needs ${allowed.join(', ')}, not ${field.type}`);
  return { rule, scalar: name as ExactScalar };
}

function histogram({ field, fault }: RuledField, { by }: GatherDirective): FieldRule | undefined {
  const bucket = elementOf(field.type);
  if (!bucket) return fault('CONTRACT_RULE_TYPE', `HISTOGRAM needs a list of buckets, not ${field.type}`);
  const fields = bucket.getFields();
  if (by == null || !fields[by]) return fault('CONTRACT_RULE_ARGUMENT', `HISTOGRAM: ${bucket.name} has no field ${by ?? '(by is absent)'}`);
  const whole = Object.values(fields).filter((item) => leafName(item.type) === 'Int');
  if (whole.length !== 2 || Object.keys(fields).length !== 2) {
    return fault('CONTRACT_RULE_TYPE', `HISTOGRAM: ${bucket.name} must have ${by} and one count, both Int, and nothing else`);
  }
  return { rule: 'HISTOGRAM', by };
}
