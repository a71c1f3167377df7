import type { Decimal } from '../../../shared/domain/decimal.ts';
import { parseRowId } from '../../../shared/domain/ids.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import type {
  Channel,
  ComplaintKind,
  ComplaintStatus,
  Outcome,
  Procedure,
  RefusalGround,
  TransactionType,
  TransferRecord,
} from '../../../shared/domain/records.ts';
import { raw } from './sql.ts';

/** A transfer by the id of the complaint it stands on, so that it is asked of that one's unit. */
export interface Transfer extends TransferRecord {
  readonly id: string;
}

/** A complaint as it is read, but for its children, which are loaded when asked for. */
export interface Complaint {
  readonly id: string;
  readonly originId: string;
  readonly unit: { readonly code: string };
  readonly kind: ComplaintKind;
  readonly procedure: Procedure;
  readonly channel: Channel;
  readonly sector: { readonly code: string };
  readonly behaviours: readonly { readonly code: string }[];
  readonly status: ComplaintStatus;
  readonly priority: boolean;
  readonly receivedAt: Instant;
  readonly forwardedAt: Instant | null;
  readonly resolvedAt: Instant | null;
  readonly updatedAt: Instant;
  readonly outcome: Outcome | null;
  readonly refusalGround: RefusalGround | null;
  readonly claimedAmount: Decimal | null;
  readonly settledAmount: Decimal | null;
  readonly transactionType: TransactionType | null;
  readonly platform: string | null;
  readonly provinceRecorded: { readonly id: string; readonly code: string; readonly name: string; readonly validTo: string | null };
  readonly province: { readonly code: string };
  readonly transfer: Transfer | null;
  readonly summary: string | null;
}

/** A row of the table, its columns by name. */
export interface ComplaintColumns {
  readonly id: string;
  readonly origin_id: string;
  readonly kind: ComplaintKind;
  readonly procedure: Procedure;
  readonly channel: Channel;
  readonly sector: string;
  readonly behaviours: readonly string[];
  readonly status: ComplaintStatus;
  readonly priority: boolean;
  readonly received_at: Instant;
  readonly forwarded_at: Instant | null;
  readonly resolved_at: Instant | null;
  readonly updated_at: Instant;
  readonly outcome: Outcome | null;
  readonly refusal_ground: RefusalGround | null;
  readonly claimed_amount: Decimal | null;
  readonly settled_amount: Decimal | null;
  readonly transaction_type: TransactionType | null;
  readonly platform: string | null;
  readonly transfer_offered_at: Instant | null;
  readonly transfer_effective_at: Instant | null;
  readonly transfer_from_id: string | null;
  readonly transfer_to_id: string | null;
  readonly transfer_outside_body: string | null;
  readonly summary: string | null;
  readonly recorded_code: string;
  readonly recorded_name: string;
  readonly recorded_valid_to: string | null;
  readonly province: string;
}

/** The columns of {@link ComplaintColumns}. */
export const complaintColumns = raw(
  [
    'id, origin_id, kind, procedure, channel, sector, behaviours, status, priority, received_at, forwarded_at, resolved_at',
    'updated_at, outcome, refusal_ground, claimed_amount, settled_amount, transaction_type, platform, transfer_offered_at',
    'transfer_effective_at, transfer_from_id, transfer_to_id, transfer_outside_body, summary, recorded_code, recorded_name',
    'recorded_valid_to, province',
  ].join(', '),
);

/** Id of a province as recorded: `code@validTo` of a former one, the code alone of one of today. */
export const recordedProvinceId = (code: string, validTo: string | null): string => (validTo === null ? code : `${code}@${validTo}`);

/** The complaint of a row. */
export function complaintOfRow(row: ComplaintColumns): Complaint {
  return {
    id: row.id,
    originId: row.origin_id,
    unit: { code: parseRowId(row.id)?.unit ?? '' },
    kind: row.kind,
    procedure: row.procedure,
    channel: row.channel,
    sector: { code: row.sector },
    behaviours: row.behaviours.map((code) => ({ code })),
    status: row.status,
    priority: row.priority,
    receivedAt: row.received_at,
    forwardedAt: row.forwarded_at,
    resolvedAt: row.resolved_at,
    updatedAt: row.updated_at,
    outcome: row.outcome,
    refusalGround: row.refusal_ground,
    claimedAmount: row.claimed_amount,
    settledAmount: row.settled_amount,
    transactionType: row.transaction_type,
    platform: row.platform,
    provinceRecorded: {
      id: recordedProvinceId(row.recorded_code, row.recorded_valid_to),
      code: row.recorded_code,
      name: row.recorded_name,
      validTo: row.recorded_valid_to,
    },
    province: { code: row.province },
    transfer: transferOfRow(row),
    summary: row.summary,
  };
}

function transferOfRow(row: ComplaintColumns): Transfer | null {
  if (row.transfer_offered_at === null) return null;
  return {
    id: row.id,
    offeredAt: row.transfer_offered_at,
    effectiveAt: row.transfer_effective_at,
    fromId: row.transfer_from_id,
    toId: row.transfer_to_id,
    outsideBody: row.transfer_outside_body,
  };
}
