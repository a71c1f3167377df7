import type { Federation } from '../../config/federation.ts';
import { parseDecimal } from '../../domain/decimal.ts';
import { dateFormat } from '../date-format.ts';
import { zonedTime } from '../zone-time.ts';
import type { FieldKind, MappedField } from './field-kinds.ts';
import type { FieldRule } from './mapping-file.ts';
import { Refusal, type SourceRow } from './source-row.ts';

/** A value of a field: codes are a list, everything else one text or truth value, null when there is none. */
export type FieldValue = string | boolean | readonly string[] | null;

/** Reads one field of a row. */
export type FieldReader = (row: SourceRow) => FieldValue | Refusal;

/** What readers need to know of the federation and the source. */
export interface ReaderContext {
  readonly codes: Readonly<Record<'sectors' | 'behaviours' | 'provinces', ReadonlySet<string>>>;
  readonly toInstant: ReturnType<typeof zonedTime>;
}

/** The context of a federation's code lists and of a source's time zone. */
export function readerContext(federation: Federation, timeZone: string): ReaderContext {
  const codes = (list: readonly { readonly code: string }[]): ReadonlySet<string> => new Set(list.map((item) => item.code));
  const former = federation.provinces.flatMap((province) => province.formedFrom);
  return {
    codes: { sectors: codes(federation.sectors), behaviours: codes(federation.behaviours), provinces: codes([...federation.provinces, ...former]) },
    toInstant: zonedTime(timeZone),
  };
}

/** A reader for a rule. Its refusals name the column. */
export function fieldReader(name: string, rule: FieldRule, field: MappedField, context: ReaderContext): FieldReader {
  const { column } = rule;
  if (column === undefined) {
    const fixed = asValue(rule.constant ?? null, field.kind);
    return () => fixed;
  }
  const convert = converter(rule, field.kind, context);
  const needed = field.required || rule.required;
  return (row) => {
    const text = padded(row.value(column), rule);
    const mapped = text === null ? (rule.missing ?? null) : mappedText(text, rule, field.kind, context);
    if (mapped instanceof Refusal) return new Refusal('ROW_VALUE', `${column}: ${mapped.reason}`);
    if (mapped === null) {
      return needed && field.kind.type !== 'codes'
        ? new Refusal('ROW_VALUE', `${column}: no value, and ${name} needs one`)
        : asValue(null, field.kind);
    }
    const value = convert(mapped);
    return value instanceof Refusal ? new Refusal('ROW_VALUE', `${column}: ${value.reason}`) : value;
  };
}

const padded = (text: string | null, { pad }: FieldRule): string | null =>
  text === null || pad === undefined ? text : text.padStart(pad.length, pad.with);

/** The text after `map`, the code list and `otherwise`; null where the map says that it means none. */
function mappedText(text: string, rule: FieldRule, kind: FieldKind, context: ReaderContext): string | null | Refusal {
  const local = rule.map !== undefined && Object.hasOwn(rule.map, text) ? rule.map[text] : undefined;
  if (local !== undefined) return local;
  if (kind.type === 'code' || kind.type === 'codes') {
    if (context.codes[kind.list].has(text)) return text;
    return rule.otherwise ?? new Refusal('ROW_VALUE', `${JSON.stringify(text)} is not in the list of ${kind.list}`);
  }
  if (kind.type === 'enum' || kind.type === 'boolean') {
    if (kind.type === 'enum' && rule.map === undefined && kind.values.includes(text)) return text;
    return rule.otherwise ?? new Refusal('ROW_VALUE', `${JSON.stringify(text)} is not mapped`);
  }
  return text;
}

function converter(rule: FieldRule, kind: FieldKind, { toInstant }: ReaderContext): (text: string) => FieldValue | Refusal {
  if (kind.type === 'instant') {
    const parse = dateFormat(rule.dateTime ?? '');
    return (text) => {
      const local = parse?.(text);
      const instant = local === undefined ? undefined : toInstant(local);
      return instant ?? new Refusal('ROW_VALUE', `${JSON.stringify(text)} is no date and time of the form ${rule.dateTime ?? ''}`);
    };
  }
  if (kind.type === 'amount') {
    return (text) => {
      const amount = parseDecimal(text);
      const fits = amount !== undefined && /^\d{1,16}(\.\d{1,2})?$/.test(amount);
      return fits ? amount : new Refusal('ROW_VALUE', `${JSON.stringify(text)} is no amount`);
    };
  }
  return (text) => asValue(text, kind);
}

function asValue(value: string | boolean | null, kind: FieldKind): FieldValue {
  if (kind.type === 'codes') return value === null ? [] : [String(value)];
  return kind.type === 'boolean' && value !== null ? String(value) === 'true' : value;
}
