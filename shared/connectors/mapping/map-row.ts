import { createHash } from 'node:crypto';
import type { Federation } from '../../config/federation.ts';
import type { UnitCode } from '../../domain/ids.ts';
import { isCnpj } from '../cnpj.ts';
import { COMPLAINT_FIELDS, type MappedField, RESPONDENT_FIELDS } from './field-kinds.ts';
import { type FieldReader, type FieldValue, fieldReader, readerContext } from './field-reader.ts';
import type { FieldRule, Mapping } from './mapping-file.ts';
import { Refusal, type SourceRow } from './source-row.ts';

/** What one row says of its complaint and of one respondent. */
export interface MappedRow {
  readonly unit: UnitCode;
  /** Rows of one complaint have the same. */
  readonly groupKey: string;
  readonly complaint: Readonly<Record<string, FieldValue>>;
  readonly traderId: string;
  readonly respondent: Readonly<Record<string, FieldValue>>;
}

/** Hexadecimal digits of a hash in an id: 64 bits. */
const HASH_DIGITS = 16;

/** The first 64 bits of SHA-256 over a text, as hexadecimal digits. */
export const shortHash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex').slice(0, HASH_DIGITS);

/** Turns rows into what they say, by a mapping and the code lists of a federation. */
export function rowMapper(federation: Federation, mapping: Mapping): (row: SourceRow) => MappedRow | Refusal {
  const context = readerContext(federation, mapping.source.timeZone ?? federation.timeZone);
  const readers = (
    fields: Readonly<Record<string, MappedField>>,
    rules: Readonly<Record<string, unknown>>,
  ): readonly (readonly [string, FieldReader])[] =>
    Object.entries(fields).flatMap(([name, field]) => {
      const rule = rules[name] as FieldRule | undefined;
      return rule === undefined ? [] : [[name, fieldReader(name, rule, field, context)] as const];
    });
  const complaintReaders = readers(COMPLAINT_FIELDS, mapping.complaint);
  const respondentReaders = readers(RESPONDENT_FIELDS, mapping.respondent);
  const units = new Map(federation.units.map((entry) => [entry.code as string, entry.code]));
  return (row) => {
    const unitText = row.value(mapping.unit.column);
    const unit = unitText === null ? undefined : units.get(mapping.unit.code.replace('{value}', unitText));
    if (unit === undefined) return new Refusal('ROW_UNIT', `${mapping.unit.column}: no unit for ${JSON.stringify(unitText)}`);
    const complaint = readAll(complaintReaders, row);
    if (complaint instanceof Refusal) return complaint;
    const respondent = readAll(respondentReaders, row);
    if (respondent instanceof Refusal) return respondent;
    const reversed = complaint.resolvedAt != null && String(complaint.resolvedAt) < String(complaint.receivedAt);
    if (reversed) return new Refusal('ROW_VALUE', `resolved (${String(complaint.resolvedAt)}) before received (${String(complaint.receivedAt)})`);
    const traderId = traderOf(unit, mapping, row);
    if (traderId instanceof Refusal) return traderId;
    return { unit, groupKey: JSON.stringify(mapping.groupBy.map((column) => row.value(column))), complaint, traderId, respondent };
  };
}

function readAll(readers: readonly (readonly [string, FieldReader])[], row: SourceRow): Readonly<Record<string, FieldValue>> | Refusal {
  const values: Record<string, FieldValue> = {};
  for (const [name, read] of readers) {
    const value = read(row);
    if (value instanceof Refusal) return value;
    values[name] = value;
  }
  return values;
}

/** `scheme:number`, or, without a number that may be used, an id of the unit's own made from the name. */
function traderOf(unit: UnitCode, mapping: Mapping, row: SourceRow): string | Refusal {
  const { scheme, column, pad, check, nameColumn } = mapping.respondent.trader;
  const text = row.value(column);
  const number = text === null || pad === undefined ? text : text.padStart(pad.length, pad.with);
  if (number !== null && (check === 'none' || isCnpj(number))) return `${scheme}:${number}`;
  const name = row.value(nameColumn);
  return name === null
    ? new Refusal('ROW_VALUE', `${nameColumn}: no value, and a trader without a number needs a name`)
    : `${unit}/t-${shortHash(name)}`;
}
