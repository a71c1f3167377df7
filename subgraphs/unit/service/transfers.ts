import { parseRowId } from '../../../shared/domain/ids.ts';
import { complaintRecord } from './complaint-lists.ts';
import type { UnitContext } from './unit-context.ts';

/** The two ends of a transfer as far as they lie inside the federation. */
export interface TransferEnds {
  readonly id: string;
  readonly to: { readonly id: string } | null;
  readonly from: { readonly id: string } | null;
}

/**
 * The ends of the transfer that a complaint of this unit records, whether or not the complaint counts here at the instant;
 * null when there is none.
 * @throws CallerError MALFORMED_ID
 */
export async function transferEnds(context: UnitContext, value: unknown): Promise<TransferEnds | null> {
  const complaint = await complaintRecord(context, value);
  if (complaint === null || complaint.transfer === null) return null;
  const { fromId, toId } = complaint.transfer;
  const { units } = context.unit.federation;
  const inside = (id: string | null): { readonly id: string } | null => {
    const unit = id === null ? undefined : parseRowId(id)?.unit;
    return id !== null && units.some(({ code }) => code === unit) ? { id } : null;
  };
  return { id: complaint.id, to: inside(toId), from: inside(fromId) };
}
