import { parseRowId } from '../../../shared/domain/ids.ts';
import { MAX_NESTED_PAGE_SIZE } from '../../../shared/paging/limits.ts';
import type { TraderCounts } from '../persistence/trader-queries.ts';
import { type ComplaintPage, type ComplaintPageArguments, complaintPage } from './complaint-lists.ts';
import { loadersOf, type UnitContext } from './unit-context.ts';

/** What the identifier of a trader is. */
export type IdentifierKind = 'TAX_10' | 'TAX_13' | 'PERSONAL_12' | 'OTHER' | 'NONE';

const TAX_CODE = /^mst:(?:(?<ten>\d{10})|(?<thirteen>\d{10}-?\d{3})|(?<twelve>\d{12}))$/;

/** The kind of a trader's identifier, from its form alone. */
export function identifierKind(id: string): IdentifierKind {
  if (parseRowId(id)?.local.startsWith('t-')) return 'NONE';
  const { ten, thirteen, twelve } = TAX_CODE.exec(id)?.groups ?? {};
  if (ten !== undefined) return 'TAX_10';
  if (thirteen !== undefined) return 'TAX_13';
  return twelve === undefined ? 'OTHER' : 'PERSONAL_12';
}

/** A trader that complaints of this unit are about. */
export interface KnownTrader {
  readonly id: string;
  readonly counts: TraderCounts;
}

/** The trader of an id; null when no complaint that counts here at the instant is about it. */
export async function knownTrader(context: UnitContext, id: string): Promise<KnownTrader | null> {
  const counts = await loadersOf(context).traderCounts.load(id);
  return counts === null ? null : { id, counts };
}

/**
 * A page of this unit's complaints about a trader.
 * @throws CallerError PAGE_SIZE, CURSOR_DAMAGED, CURSOR_FOREIGN, RANGE_REVERSED; OperatorError DATABASE_UNAVAILABLE
 */
export async function traderComplaints(context: UnitContext, { id, counts }: KnownTrader, args: ComplaintPageArguments): Promise<ComplaintPage> {
  const page = await complaintPage(context, args, { field: 'Trader.complaints', trader: id, maxPageSize: MAX_NESTED_PAGE_SIZE });
  return args.filter ? page : { ...page, count: async () => counts.rows };
}
