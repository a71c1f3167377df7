import type { UnitCode } from '../../domain/ids.ts';
import type { ComplaintRecord, RespondentRecord } from '../../domain/records.ts';
import { OperatorError } from '../../errors/errors.ts';
import type { FieldValue } from './field-reader.ts';
import { type MappedRow, shortHash } from './map-row.ts';
import type { FieldRule, Mapping } from './mapping-file.ts';

/** A row with what it says, and where it stood. */
export interface PlacedRow {
  readonly mapped: MappedRow;
  /** The row's values as one text: equal for identical rows only. */
  readonly identity: string;
}

/** What became of the rows of one group. */
export interface FoldedGroup<R extends PlacedRow = PlacedRow> {
  readonly unit: UnitCode;
  /** Undefined when no row of the group could be taken. */
  readonly complaint: ComplaintRecord | undefined;
  readonly accepted: readonly R[];
  readonly merged: readonly R[];
  readonly rejected: readonly { readonly row: R; readonly reason: string }[];
}

/**
 * Makes one complaint of the rows of a group. Identical rows are one. Rows that name the same trader and differ are all
 * refused, since nothing says which of them holds; the group goes on with its other traders. So are all rows of a group that
 * disagree on a field of the complaint for which the mapping has no `differing`. Codes are united.
 */
export function foldGroup<R extends PlacedRow>(rows: readonly R[], mapping: Mapping): FoldedGroup<R> {
  const unique = new Map<string, R>();
  const merged: R[] = [];
  for (const row of rows) {
    if (unique.has(row.identity)) merged.push(row);
    else unique.set(row.identity, row);
  }
  const { kept, refused } = withoutCollisions([...unique.values()]);
  const first = rows[0];
  if (first === undefined) throw new RangeError('a group without rows');
  const rejected = refused.map((row) => ({ row, reason: `another row of the same complaint names ${row.mapped.traderId} and differs` }));
  const mergedKept = merged.filter((row) => kept.some((other) => other.identity === row.identity));
  const copiesRefused = merged.filter((row) => !mergedKept.includes(row)).map((row) => ({ row, reason: 'identical to a row that was refused' }));
  const { unit, groupKey } = first.mapped;
  const group = { unit, merged: mergedKept, rejected: [...rejected, ...copiesRefused] };
  if (kept.length === 0) return { ...group, complaint: undefined, accepted: [] };
  const fields = foldFields(kept, mapping);
  if (typeof fields === 'string') {
    const reason = `rows of the same complaint differ in ${fields}`;
    return { unit, complaint: undefined, accepted: [], merged: [], rejected: rows.map((row) => ({ row, reason })) };
  }
  return { ...group, accepted: kept, complaint: complaintOf(`${unit}/c-${shortHash(groupKey)}`, fields, kept) };
}

function withoutCollisions<R extends PlacedRow>(rows: readonly R[]): { readonly kept: readonly R[]; readonly refused: readonly R[] } {
  const times = new Map<string, number>();
  for (const { mapped } of rows) times.set(mapped.traderId, (times.get(mapped.traderId) ?? 0) + 1);
  const single = (row: R): boolean => times.get(row.mapped.traderId) === 1;
  return { kept: rows.filter(single), refused: rows.filter((row) => !single(row)) };
}

/** Fields of the complaint; the name of one on which the rows disagree. */
function foldFields(rows: readonly PlacedRow[], mapping: Mapping): Readonly<Record<string, FieldValue>> | string {
  const folded: Record<string, FieldValue> = { ...rows[0]?.mapped.complaint };
  for (const name of Object.keys(folded)) {
    const values = rows.map((row) => row.mapped.complaint[name] ?? null);
    if (values.some(Array.isArray)) {
      folded[name] = [...new Set(values.flat() as string[])];
      continue;
    }
    if (values.every((value) => value === values[0])) continue;
    const differing = (mapping.complaint as Readonly<Record<string, FieldRule | undefined>>)[name]?.differing;
    if (differing === undefined) return name;
    folded[name] = differing;
  }
  return folded;
}

/** Fields were read by kind, so each has the type of its record's field. */
function complaintOf(id: string, fields: Readonly<Record<string, FieldValue>>, rows: readonly PlacedRow[]): ComplaintRecord {
  const instants = [fields.receivedAt, fields.forwardedAt, fields.resolvedAt].filter((instant) => typeof instant === 'string');
  const optional = { forwardedAt: null, resolvedAt: null, outcome: null, refusalGround: null, claimedAmount: null, settledAmount: null };
  return {
    id,
    originId: id,
    ...optional,
    transactionType: null,
    platform: null,
    summary: null,
    ...(fields as unknown as Pick<
      ComplaintRecord,
      'kind' | 'procedure' | 'channel' | 'sector' | 'behaviours' | 'status' | 'priority' | 'receivedAt' | 'provinceCode'
    >),
    updatedAt: instants.sort().at(-1) ?? '',
    steps: [],
    respondents: rows.map(respondentOf),
    transfer: null,
    events: [],
  };
}

function respondentOf({ mapped }: PlacedRow): RespondentRecord {
  const fields = mapped.respondent as unknown as Partial<RespondentRecord> & Pick<RespondentRecord, 'role'>;
  return {
    traderId: mapped.traderId,
    name: fields.name ?? null,
    role: fields.role,
    outcome: fields.outcome ?? null,
    settledAmount: fields.settledAmount ?? null,
  };
}

/** Refuses two groups whose ids came out the same. Throws OperatorError KEY_COLLISION. */
export function refuseSameIds(groups: readonly FoldedGroup[]): void {
  const seen = new Set<string>();
  for (const { complaint } of groups) {
    if (complaint === undefined) continue;
    if (seen.has(complaint.id)) throw new OperatorError('KEY_COLLISION', `two complaints have the id ${complaint.id}`);
    seen.add(complaint.id);
  }
}
