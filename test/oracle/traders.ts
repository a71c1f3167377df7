import { type ComplaintFilterInput, type ComplaintOrderInput, listComplaints } from './lists.ts';
import { byBytes, type InstantText, isHeld, type OracleComplaint, type OracleFederation, unitOf } from './rows.ts';

/** A trader as the graph shows it, but for the list of its complaints. */
export interface TraderShown {
  readonly id: string;
  readonly name: string | null;
  readonly identifierKind: string;
  readonly statistics: { readonly received: number; readonly open: number; readonly settled: number };
}

const names = (row: OracleComplaint, trader: string): boolean => row.respondents.some(({ traderId }) => traderId === trader);

/** Later received, then of the greater unit, then with the greater id. */
const later = (a: OracleComplaint, b: OracleComplaint): number =>
  byBytes(b.receivedAt, a.receivedAt) || byBytes(unitOf(b.id), unitOf(a.id)) || byBytes(b.id, a.id);

function kindOf(id: string): string {
  if (id.includes('/t-')) return 'NONE';
  const digits = id.startsWith('mst:') ? id.slice(4).replace('-', '') : '';
  if (!/^[0-9]+$/.test(digits)) return 'OTHER';
  return (
    new Map([
      [10, 'TAX_10'],
      [12, 'PERSONAL_12'],
      [13, 'TAX_13'],
    ]).get(digits.length) ?? 'OTHER'
  );
}

/** The trader of an id; null when no complaint held by anyone at the instant is about it. */
export function showTrader(rows: readonly OracleComplaint[], id: string, at: InstantText): TraderShown | null {
  const held = rows.filter((row) => isHeld(row, at) && names(row, id));
  if (held.length === 0) return null;
  const given = [...held].sort(later).flatMap(({ respondents }) => respondents.filter(({ traderId, name }) => traderId === id && name !== null));
  const received = held.filter(({ receivedAt }) => receivedAt < at);
  const resolved = received.filter(({ resolvedAt }) => resolvedAt !== null && resolvedAt < at);
  const agreed = resolved.filter(({ outcome }) => outcome === 'SETTLED' || outcome === 'PARTLY_SETTLED');
  return {
    id,
    name: given[0]?.name ?? null,
    identifierKind: kindOf(id),
    statistics: { received: received.length, open: received.length - resolved.length, settled: agreed.length },
  };
}

/** All complaints about a trader that a list holds, in its order. */
export const complaintsAbout = (
  federation: OracleFederation,
  rows: readonly OracleComplaint[],
  trader: string,
  filter: ComplaintFilterInput,
  order: ComplaintOrderInput,
  at: InstantText,
): OracleComplaint[] =>
  listComplaints(
    federation,
    rows.filter((row) => names(row, trader)),
    filter,
    order,
    at,
  );

/** The complaint that an id leads to at an instant: the row itself, or the one it was handed over to; null when there is none. */
export function complaintNow(rows: readonly OracleComplaint[], id: string, at: InstantText): OracleComplaint | null {
  const row = rows.find((candidate) => candidate.id === id);
  if (row === undefined || isHeld(row, at)) return row ?? null;
  const { effectiveAt, toId } = row.transfer ?? {};
  return toId && toId !== id && effectiveAt && effectiveAt <= at ? complaintNow(rows, toId, at) : null;
}
