import fc from 'fast-check';
import type { Federation } from '../../shared/config/federation.ts';
import type { ComplaintRecord, ContactRecord, MediationRecord, TransferRecord } from '../../shared/domain/records.ts';
import { type OracleContact, unitOf } from '../oracle/rows.ts';
import { type DraftComplaint, type DraftContact, type DraftMediation, draftComplaint, draftContact, draftMediation } from './records.ts';

/** Rows before they are split over units. */
export interface Draft {
  readonly complaints: readonly DraftComplaint[];
  readonly mediations: readonly DraftMediation[];
  readonly contacts: readonly DraftContact[];
}

/** Rows with ids, of all units together. */
export interface World {
  readonly complaints: readonly ComplaintRecord[];
  readonly mediations: readonly MediationRecord[];
  readonly contacts: readonly OracleContact[];
}

/** Most rows of each kind. */
export interface DraftLimits {
  readonly complaints: number;
  readonly mediations?: number;
  readonly contacts?: number;
}

/**
 * Small sets of rows with few distinct values.
 * @param full exactly as many complaints and mediations as the limits say
 */
export const draft = (limits: DraftLimits, full = false): fc.Arbitrary<Draft> => {
  const rows = <T extends { readonly local: string }>(row: fc.Arbitrary<T>, maxLength: number) =>
    fc.uniqueArray(row, { selector: ({ local }) => local, minLength: full ? maxLength : 0, maxLength, size: 'max' });
  const spread = fc.record({
    complaints: rows(draftComplaint, limits.complaints),
    mediations: rows(draftMediation, limits.mediations ?? 0),
    contacts: fc.uniqueArray(draftContact, {
      selector: (row) => `${row.home} ${row.day} ${row.channel}`,
      maxLength: limits.contacts ?? 0,
      size: 'max',
    }),
  });
  return fc.tuple(spread, fc.option(fc.nat(33), { freq: 2 })).map(([world, home]) => (home === null ? world : crowded(world, home)));
};

/** Most rows at one unit, which then holds far more of a page than its share. */
function crowded(rows: Draft, home: number): Draft {
  const crowd = <T extends { readonly home: number }>(list: readonly T[]): T[] =>
    list.map((row, index) => (index % 5 === 0 ? row : { ...row, home }));
  return { ...rows, complaints: crowd(rows.complaints), mediations: crowd(rows.mediations) };
}

/** One full set of rows, the same for the same seed. */
export function sampleDraft(limits: DraftLimits, seed: number): Draft {
  const [rows] = fc.sample(draft(limits, true), { seed, numRuns: 1 });
  if (rows === undefined) throw new Error('no sample');
  return rows;
}

/** Splits rows over the units of a federation: the same rows under other ids for every number of units. */
export function split(rows: Draft, federation: Federation): World {
  const units = federation.units.map(({ code }) => code as string);
  const complaints = rows.complaints.flatMap((row) => placeComplaint(row, units));
  const contacts = new Map<string, OracleContact>();
  for (const { home, ...row } of rows.contacts) {
    const unit = units[home % units.length] ?? '';
    contacts.set(`${unit} ${row.day} ${row.channel}`, { unit, ...row });
  }
  return { complaints, mediations: placeMediations(rows.mediations, complaints, federation), contacts: [...contacts.values()] };
}

/** A complaint at its unit; with a transfer inside the federation, the receiver's row as well. */
function placeComplaint({ home, local, transfer, ...row }: DraftComplaint, units: readonly string[]): ComplaintRecord[] {
  const unit = units[home % units.length] ?? '';
  const id = `${unit}/${local}`;
  const sent = (handOver: TransferRecord | null): ComplaintRecord => ({ ...row, id, originId: id, transfer: handOver });
  if (transfer === null) return [sent(null)];
  const { to, offeredAt, effectiveAt } = transfer;
  if (typeof to === 'string') return [sent({ offeredAt, effectiveAt, fromId: id, toId: null, outsideBody: to })];
  const receiver = units[to % units.length] ?? '';
  if (receiver === unit) return [sent(null)];
  const handOver = { offeredAt, effectiveAt, fromId: id, toId: `${receiver}/${local}T`, outsideBody: null };
  return [sent(handOver), { ...row, id: handOver.toId, originId: id, transfer: handOver }];
}

function placeMediations(rows: readonly DraftMediation[], complaints: readonly ComplaintRecord[], federation: Federation): MediationRecord[] {
  const associations = federation.units.filter(({ contracts }) => contracts.includes('mediation'));
  return rows.flatMap(({ home, local, about, ...row }) => {
    const association = associations[home % associations.length];
    if (association === undefined) return [];
    const { code, covers } = association;
    const mayMediate = (originId: string): boolean => covers.includes('*') || [code, ...covers].includes(unitOf(originId));
    const origins = [...new Set(complaints.map(({ originId }) => originId).filter(mayMediate))];
    const complaintOriginId = about === null ? null : (origins[about % origins.length] ?? null);
    return [{ ...row, id: `${code}/${local}`, complaintOriginId, updatedAt: row.closedAt ?? row.openedAt }];
  });
}

/** The rows of one unit, as it is filled with them. */
export function rowsOf(
  world: World,
  unit: string,
): { readonly complaints: ComplaintRecord[]; readonly mediations: MediationRecord[]; readonly contacts: ContactRecord[] } {
  return {
    complaints: world.complaints.filter(({ id }) => unitOf(id) === unit),
    mediations: world.mediations.filter(({ id }) => unitOf(id) === unit),
    contacts: world.contacts
      .filter((row) => row.unit === unit)
      .map(({ day, channel, received, answered, advised }) => ({ day, channel: channel as ContactRecord['channel'], received, answered, advised })),
  };
}
