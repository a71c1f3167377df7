import { CallerError } from '../../../shared/errors/errors.ts';
import { type ComplaintCriteria, type Conditions, complaintConditions } from '../persistence/complaint-filter.ts';
import { countComplaints } from '../persistence/complaint-queries.ts';
import type { Complaint } from '../persistence/complaint-rows.ts';
import type { KeysetOrder } from '../persistence/keyset.ts';
import { amountKeys, instantKeys, type Page, readPage } from './page.ts';
import { checkedRowId } from './row-id.ts';
import { loadersOf, type UnitContext } from './unit-context.ts';

/** An order of complaints. */
export interface ComplaintOrdering {
  readonly field: 'RECEIVED_AT' | 'UPDATED_AT' | 'RESOLVED_AT' | 'CLAIMED_AMOUNT';
  readonly direction: 'ASC' | 'DESC';
}

interface OrderField {
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly keys: typeof instantKeys | typeof amountKeys;
  of(complaint: Complaint): string | null;
}

const orders: Readonly<Record<ComplaintOrdering['field'], OrderField>> = {
  RECEIVED_AT: { column: 'received_at', type: 'timestamptz', nullable: false, keys: instantKeys, of: ({ receivedAt }) => receivedAt },
  UPDATED_AT: { column: 'updated_at', type: 'timestamptz', nullable: false, keys: instantKeys, of: ({ updatedAt }) => updatedAt },
  RESOLVED_AT: { column: 'resolved_at', type: 'timestamptz', nullable: true, keys: instantKeys, of: ({ resolvedAt }) => resolvedAt },
  CLAIMED_AMOUNT: { column: 'claimed_amount', type: 'numeric', nullable: true, keys: amountKeys, of: ({ claimedAmount }) => claimedAmount },
};

/** How an order is read from the table. */
export const complaintKeyset = ({ field, direction }: ComplaintOrdering): KeysetOrder => {
  const { column, type, nullable } = orders[field];
  return { column, type, nullable, direction };
};

/** A page of complaints; its total is counted when asked for. */
export interface ComplaintPage extends Page<Complaint> {
  count(): Promise<number>;
}

/** What a page of complaints is asked with. */
export interface ComplaintPageArguments {
  readonly filter: ComplaintCriteria | null | undefined;
  readonly orderBy: ComplaintOrdering;
  readonly first: number;
  readonly after: string | null | undefined;
}

/** The list a page is part of. */
export interface ComplaintList {
  /** Name by which cursors know the field. */
  readonly field: string;
  /** Only complaints about this trader. */
  readonly trader?: string;
  readonly maxPageSize: number;
}

/** What all of the filters ask for. */
const both = (first: Conditions, second: Conditions): Conditions => (first === 'nothing' || second === 'nothing' ? 'nothing' : [...first, ...second]);

/**
 * A page of this unit's complaints.
 * @param list all of them unless it says otherwise
 * @throws CallerError PAGE_SIZE, CURSOR_DAMAGED, CURSOR_FOREIGN, RANGE_REVERSED; OperatorError DATABASE_UNAVAILABLE
 */
export async function complaintPage(
  context: UnitContext,
  { filter, orderBy, first, after }: ComplaintPageArguments,
  { field, trader, maxPageSize }: ComplaintList = { field: 'Query.complaints', maxPageSize: context.unit.maxPageSize },
): Promise<ComplaintPage> {
  const { unit, at } = context;
  const own = { unit: unit.code, kind: unit.kind };
  const conditions = both(complaintConditions(filter, own, at), complaintConditions(trader === undefined ? null : { traders: [trader] }, own, at));
  const { keys, of } = orders[orderBy.field];
  const page = await readPage<Complaint>(
    {
      field,
      filter: trader === undefined ? filter : { trader, filter },
      order: {
        name: `${orderBy.field}:${orderBy.direction}`,
        direction: orderBy.direction,
        sortKey: (complaint) => keys.sortKey(of(complaint)),
        value: keys.value,
      },
      first,
      after,
      at,
      maxPageSize,
    },
    async (position, limit) =>
      conditions === 'nothing'
        ? []
        : loadersOf(context).complaintPage.load({ conditions, at, order: complaintKeyset(orderBy), after: position, limit }),
  );
  return { ...page, count: async () => (conditions === 'nothing' ? 0 : countComplaints(unit.database, conditions, at)) };
}

/**
 * A complaint of this unit that counts at the instant; null for one that is not here or another unit's.
 * @throws CallerError MALFORMED_ID; MOVED, with the id `to` under which another unit holds it, once a transfer inside the
 * federation has taken effect
 */
export async function complaintById(context: UnitContext, value: unknown): Promise<Complaint | null> {
  const { id, unit } = checkedRowId(value);
  if (unit !== context.unit.code) return null;
  const loaders = loadersOf(context);
  const found = await loaders.complaint.load(id);
  if (found !== null) return found;
  const { transfer } = (await loaders.complaintRecord.load(id)) ?? {};
  // Only a sender's record that does not count any more points on; a receiver's that does not count yet is simply not there.
  if (!transfer?.toId || transfer.toId === id || transfer.effectiveAt === null || context.at < transfer.effectiveAt) return null;
  throw new CallerError('MOVED', `${id} was transferred and is ${transfer.toId} now`, { to: transfer.toId });
}

/**
 * A complaint of this unit as it is kept, whether or not it counts at the instant: the other end of a transfer never does.
 * Null for one that is not here or another unit's.
 * @throws CallerError MALFORMED_ID
 */
export async function complaintRecord(context: UnitContext, value: unknown): Promise<Complaint | null> {
  const { id, unit } = checkedRowId(value);
  return unit === context.unit.code ? loadersOf(context).complaintRecord.load(id) : null;
}

/**
 * The complaint that counts here at the instant and was first received under this id anywhere; null when there is none.
 * @throws CallerError MALFORMED_ID
 */
export const complaintByOrigin = async (context: UnitContext, value: unknown): Promise<Complaint | null> =>
  loadersOf(context).complaintByOrigin.load(checkedRowId(value).id);
