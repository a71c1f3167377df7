import { dayOf, provinceOn } from './places-and-days.ts';
import {
  byBytes,
  cents,
  type InstantText,
  isHeld,
  type OracleComplaint,
  type OracleFederation,
  type OracleMediation,
  stepState,
  unitOf,
} from './rows.ts';

/** A half-open range of instants; an absent or null end is open. */
export interface Range {
  readonly from?: InstantText | null;
  readonly to?: InstantText | null;
}

/** The arguments of a complaint filter, values as the schema names them; absent or null means no condition. */
export interface ComplaintFilterInput {
  readonly provinces?: readonly string[] | null;
  readonly units?: readonly string[] | null;
  readonly unitKinds?: readonly string[] | null;
  readonly sectors?: readonly string[] | null;
  readonly behaviours?: readonly string[] | null;
  readonly kinds?: readonly string[] | null;
  readonly procedures?: readonly string[] | null;
  readonly channels?: readonly string[] | null;
  readonly statuses?: readonly string[] | null;
  readonly outcomes?: readonly string[] | null;
  readonly priority?: boolean | null;
  readonly platform?: string | null;
  readonly traders?: readonly string[] | null;
  readonly stepMissed?: string | null;
  readonly text?: string | null;
  readonly received?: Range | null;
  readonly resolved?: Range | null;
  readonly updated?: Range | null;
}

/** An order of complaints. */
export interface ComplaintOrderInput {
  readonly field: 'RECEIVED_AT' | 'UPDATED_AT' | 'RESOLVED_AT' | 'CLAIMED_AMOUNT';
  readonly direction: 'ASC' | 'DESC';
}

/** Whether an instant lies in a range; an absent instant lies in no range that has an end. */
export function inRange(instant: InstantText | null, range: Range | null | undefined): boolean {
  const [from, to] = [range?.from ?? null, range?.to ?? null];
  if (from === null && to === null) return true;
  return instant !== null && (from === null || instant >= from) && (to === null || instant < to);
}

const oneOf = (wanted: readonly string[] | null | undefined, has: readonly (string | null)[]): boolean =>
  wanted == null || wanted.some((item) => has.includes(item));

/** Letters and digits without accents or case, everything else blank. */
const plain = (text: string): string =>
  [...text.toLowerCase().normalize('NFD')]
    .filter((letter) => !/\p{Mark}/u.test(letter))
    .map((letter) => (letter === 'đ' ? 'd' : /[\p{Letter}\p{Number}]/u.test(letter) ? letter : ' '))
    .join('');

/** Searched are the summary, the platform and the names of respondents, sector and behaviours. */
function hasText(federation: OracleFederation, row: OracleComplaint, text: string | null | undefined): boolean {
  if (text == null) return true;
  const names = [row.sector, ...row.behaviours].map((code) => federation.codeNames.get(code));
  const searched = plain([row.summary, row.platform, ...row.respondents.map(({ name }) => name), ...names].join(' | '));
  return plain(text)
    .split(' ')
    .every((word) => searched.includes(word));
}

/** Whether a row satisfies a filter at an instant; whether it is held then is another question. */
export function satisfies(federation: OracleFederation, row: OracleComplaint, filter: ComplaintFilterInput, at: InstantText): boolean {
  const province = provinceOn(federation, row.provinceCode, dayOf(row.receivedAt, federation.timeZone)).current;
  return (
    oneOf(filter.provinces, [province]) &&
    oneOf(filter.units, [unitOf(row.id)]) &&
    oneOf(filter.unitKinds, [federation.unitKinds.get(unitOf(row.id)) ?? null]) &&
    oneOf(filter.sectors, [row.sector]) &&
    oneOf(filter.behaviours, row.behaviours) &&
    oneOf(filter.kinds, [row.kind]) &&
    oneOf(filter.procedures, [row.procedure]) &&
    oneOf(filter.channels, [row.channel]) &&
    oneOf(filter.statuses, [row.status]) &&
    oneOf(filter.outcomes, [row.outcome]) &&
    (filter.priority == null || filter.priority === row.priority) &&
    (filter.platform == null || filter.platform === row.platform) &&
    oneOf(
      filter.traders,
      row.respondents.map(({ traderId }) => traderId),
    ) &&
    (filter.stepMissed == null || row.steps.some((step) => step.step === filter.stepMissed && stepState(step, at) === 'MISSED')) &&
    hasText(federation, row, filter.text) &&
    inRange(row.receivedAt, filter.received) &&
    inRange(row.resolvedAt, filter.resolved) &&
    inRange(row.updatedAt, filter.updated)
  );
}

/** Negative, zero or positive; nulls last in both directions. */
function byValue<T extends string | bigint>(a: T | null, b: T | null, direction: 'ASC' | 'DESC'): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const ascending = a < b ? -1 : a > b ? 1 : 0;
  return direction === 'ASC' ? ascending : -ascending;
}

function orderValue(row: OracleComplaint, field: ComplaintOrderInput['field']): string | bigint | null {
  if (field === 'CLAIMED_AMOUNT') return row.claimedAmount === null ? null : cents(row.claimedAmount);
  return { RECEIVED_AT: row.receivedAt, UPDATED_AT: row.updatedAt, RESOLVED_AT: row.resolvedAt }[field];
}

/** All complaints that a list holds, in its order. */
export function listComplaints(
  federation: OracleFederation,
  rows: readonly OracleComplaint[],
  filter: ComplaintFilterInput,
  order: ComplaintOrderInput,
  at: InstantText,
): OracleComplaint[] {
  return rows
    .filter((row) => isHeld(row, at) && satisfies(federation, row, filter, at))
    .sort((a, b) => byValue(orderValue(a, order.field), orderValue(b, order.field), order.direction) || byBytes(a.id, b.id));
}

/** The arguments of a mediation filter. */
export interface MediationFilterInput {
  readonly units?: readonly string[] | null;
  readonly methods?: readonly string[] | null;
  readonly outcomes?: readonly string[] | null;
  readonly opened?: Range | null;
}

/** Whether a mediation satisfies a filter. */
export const mediationSatisfies = (row: OracleMediation, filter: MediationFilterInput): boolean =>
  oneOf(filter.units, [unitOf(row.id)]) &&
  oneOf(filter.methods, [row.method]) &&
  oneOf(filter.outcomes, [row.outcome]) &&
  inRange(row.openedAt, filter.opened);

/** All mediations that a list holds, in its order. */
export function listMediations(
  rows: readonly OracleMediation[],
  filter: MediationFilterInput,
  order: { readonly field: 'OPENED_AT' | 'CLOSED_AT'; readonly direction: 'ASC' | 'DESC' },
): OracleMediation[] {
  const value = (row: OracleMediation): string | null => (order.field === 'OPENED_AT' ? row.openedAt : row.closedAt);
  return rows.filter((row) => mediationSatisfies(row, filter)).sort((a, b) => byValue(value(a), value(b), order.direction) || byBytes(a.id, b.id));
}
