import type {
  ComplaintRecord,
  ContactRecord,
  CoverageRecord,
  EventRecord,
  MediationRecord,
  RespondentRecord,
  StepRecord,
} from '../../../shared/domain/records.ts';
import type { CopyTarget } from './copy.ts';
import type { DerivedComplaint } from './derive-complaint.ts';

/** A complaint with what is stored beside it. */
export interface ComplaintRow {
  readonly record: ComplaintRecord;
  readonly derived: DerivedComplaint;
}

/** A part of a complaint at its place. */
export interface ChildRow<Child> {
  readonly complaintId: string;
  readonly position: number;
  readonly child: Child;
}

/** How complaints are stored. */
export const complaintTarget: CopyTarget<ComplaintRow> = {
  table: 'complaint',
  columns: {
    id: ({ record }) => record.id,
    origin_id: ({ record }) => record.originId,
    kind: ({ record }) => record.kind,
    procedure: ({ record }) => record.procedure,
    channel: ({ record }) => record.channel,
    sector: ({ record }) => record.sector,
    behaviours: ({ record }) => record.behaviours,
    status: ({ record }) => record.status,
    priority: ({ record }) => record.priority,
    received_at: ({ record }) => record.receivedAt,
    forwarded_at: ({ record }) => record.forwardedAt,
    resolved_at: ({ record }) => record.resolvedAt,
    updated_at: ({ record }) => record.updatedAt,
    outcome: ({ record }) => record.outcome,
    refusal_ground: ({ record }) => record.refusalGround,
    claimed_amount: ({ record }) => record.claimedAmount,
    settled_amount: ({ record }) => record.settledAmount,
    transaction_type: ({ record }) => record.transactionType,
    platform: ({ record }) => record.platform,
    transfer_offered_at: ({ record }) => record.transfer?.offeredAt ?? null,
    transfer_effective_at: ({ record }) => record.transfer?.effectiveAt ?? null,
    transfer_from_id: ({ record }) => record.transfer?.fromId ?? null,
    transfer_to_id: ({ record }) => record.transfer?.toId ?? null,
    transfer_outside_body: ({ record }) => record.transfer?.outsideBody ?? null,
    summary: ({ record }) => record.summary,
    recorded_code: ({ derived }) => derived.recordedCode,
    recorded_name: ({ derived }) => derived.recordedName,
    recorded_valid_to: ({ derived }) => derived.recordedValidTo,
    province: ({ derived }) => derived.province,
    traders: ({ derived }) => derived.traders,
    received_month: ({ derived }) => derived.receivedMonth,
    resolved_month: ({ derived }) => derived.resolvedMonth,
    resolution_days: ({ derived }) => derived.resolutionDays,
    held_from: ({ derived }) => derived.heldFrom,
    held_until: ({ derived }) => derived.heldUntil,
    transfer_sent: ({ derived }) => derived.transferSent,
    search_text: ({ derived }) => derived.searchText,
  },
};

const place = {
  complaint_id: ({ complaintId }: ChildRow<unknown>) => complaintId,
  position: ({ position }: ChildRow<unknown>) => position,
};

/** How respondents are stored. */
export const respondentTarget: CopyTarget<ChildRow<RespondentRecord>> = {
  table: 'respondent',
  columns: {
    ...place,
    trader_id: ({ child }) => child.traderId,
    name: ({ child }) => child.name,
    role: ({ child }) => child.role,
    outcome: ({ child }) => child.outcome,
    settled_amount: ({ child }) => child.settledAmount,
  },
};

/** How steps are stored. */
export const stepTarget: CopyTarget<ChildRow<StepRecord>> = {
  table: 'step',
  columns: {
    ...place,
    step: ({ child }) => child.step,
    duty: ({ child }) => child.duty,
    basis: ({ child }) => child.basis,
    article: ({ child }) => child.article,
    started_at: ({ child }) => child.startedAt,
    due_at: ({ child }) => child.dueAt,
    done_at: ({ child }) => child.doneAt,
    recorded: ({ child }) => child.recorded,
  },
};

/** How events are stored. */
export const eventTarget: CopyTarget<ChildRow<EventRecord>> = {
  table: 'event',
  columns: { ...place, at: ({ child }) => child.at, kind: ({ child }) => child.kind, note: ({ child }) => child.note },
};

/** A mediation with the month it was opened. */
export interface MediationRow {
  readonly record: MediationRecord;
  readonly openedMonth: number;
}

/** How mediations are stored. */
export const mediationTarget: CopyTarget<MediationRow> = {
  table: 'mediation',
  columns: {
    id: ({ record }) => record.id,
    complaint_origin_id: ({ record }) => record.complaintOriginId,
    method: ({ record }) => record.method,
    opened_at: ({ record }) => record.openedAt,
    closed_at: ({ record }) => record.closedAt,
    outcome: ({ record }) => record.outcome,
    settled_amount: ({ record }) => record.settledAmount,
    perform_by: ({ record }) => record.performBy,
    performed: ({ record }) => record.performed,
    updated_at: ({ record }) => record.updatedAt,
    opened_month: ({ openedMonth }) => openedMonth,
  },
};

/** How contacts are stored. */
export const contactTarget: CopyTarget<ContactRecord> = {
  table: 'contact_day',
  columns: {
    day: ({ day }) => day,
    channel: ({ channel }) => channel,
    received: ({ received }) => received,
    answered: ({ answered }) => answered,
    advised: ({ advised }) => advised,
  },
};

/** How the days covered are stored. */
export const coverageTarget: CopyTarget<CoverageRecord> = {
  table: 'coverage',
  columns: {
    contract: ({ contract }) => contract,
    covered_from: ({ coveredFrom }) => coveredFrom,
    covered_to: ({ coveredTo }) => coveredTo,
  },
};

/** How confirmed zeros are stored. */
export const confirmedZeroTarget: CopyTarget<{ readonly contract: string; readonly from: string; readonly to: string }> = {
  table: 'confirmed_zero',
  columns: { contract: ({ contract }) => contract, from_day: ({ from }) => from, to_day: ({ to }) => to },
};
