import { type GraphQLField, type GraphQLObjectType, type GraphQLSchema, isNonNullType } from 'graphql';
import type { FieldRule } from './contract-rules.ts';
import type { RuledField } from './gather-rule.ts';

/** Values of @derive. */
export interface DeriveDirective {
  readonly op: 'RATIO' | 'QUANTILE';
  readonly of: readonly string[];
  readonly q?: number | null;
}

/** A field whose derivation is read. */
export interface DerivedField extends Pick<RuledField, 'type' | 'field' | 'fault'> {
  readonly schema: GraphQLSchema;
}

/** The derivation that a @derive states; undefined, with a fault noted, when its inputs or its type do not fit. */
export function deriveRule(place: DerivedField, directive: DeriveDirective): FieldRule | undefined {
  const absent = directive.of.filter((name) => !place.type.getFields()[name]);
  if (absent.length > 0) return place.fault('CONTRACT_RULE_ARGUMENT', `${directive.op}: ${place.type.name} has no field ${absent.join(', ')}`);
  return directive.op === 'RATIO' ? ratio(place, directive) : quantile(place, directive);
}

function ratio({ type, field, fault }: DerivedField, { of, q }: DeriveDirective): FieldRule | undefined {
  const [sum, count] = of;
  if (sum === undefined || count === undefined || of.length !== 2) return fault('CONTRACT_RULE_ARGUMENT', 'RATIO is `of` a sum and a count');
  if (q != null) return fault('CONTRACT_RULE_ARGUMENT', 'RATIO takes no `q`');
  const unsummed = of.filter((name) => gatheredAs(type, name) !== 'SUM');
  if (unsummed.length > 0) return fault('CONTRACT_RULE_TYPE', `RATIO: ${unsummed.join(', ')} has not the rule SUM`);
  if (!isNullable(field, 'Decimal')) return fault('CONTRACT_RULE_TYPE', `RATIO gives Decimal, null when nothing was counted, not ${field.type}`);
  return { rule: 'RATIO', of: [sum, count] };
}

function quantile({ type, field, fault }: DerivedField, { of, q }: DeriveDirective): FieldRule | undefined {
  const [histogram] = of;
  if (histogram === undefined || of.length !== 1) return fault('CONTRACT_RULE_ARGUMENT', 'QUANTILE is `of` one histogram');
  if (q == null || !(q > 0 && q <= 1)) return fault('CONTRACT_RULE_ARGUMENT', `QUANTILE: q is ${q ?? 'absent'}, not in (0, 1]`);
  if (gatheredAs(type, histogram) !== 'HISTOGRAM') return fault('CONTRACT_RULE_TYPE', `QUANTILE: ${histogram} has not the rule HISTOGRAM`);
  if (!isNullable(field, 'Int')) return fault('CONTRACT_RULE_TYPE', `QUANTILE gives Int, null when nothing was counted, not ${field.type}`);
  return { rule: 'QUANTILE', of: [histogram], q };
}

/** The type must allow null: nothing may have been counted. */
const isNullable = (field: GraphQLField<unknown, unknown>, name: string): boolean => !isNonNullType(field.type) && String(field.type) === name;

/** The rule that @gather names on a sibling, whether or not it fits there. */
function gatheredAs(type: GraphQLObjectType, name: string): string | undefined {
  const gather = type.getFields()[name]?.astNode?.directives?.find((directive) => directive.name.value === 'gather');
  const rule = gather?.arguments?.find((argument) => argument.name.value === 'rule')?.value;
  return rule?.kind === 'EnumValue' ? rule.value : undefined;
}
