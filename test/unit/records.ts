import type { ComplaintRecord, MediationRecord, StepRecord, TransferRecord } from '../../shared/domain/records.ts';

/** A plain complaint of Hồ Chí Minh City with what a test says otherwise. */
export const complaint = (id: string, other: Partial<ComplaintRecord> = {}): ComplaintRecord => ({
  id,
  originId: id,
  kind: 'COMPLAINT',
  procedure: 'NEGOTIATION_SUPPORT',
  channel: 'ONLINE',
  sector: 'TELECOM',
  behaviours: [],
  status: 'RECEIVED',
  priority: false,
  receivedAt: '2026-03-02T02:00:00.000000Z',
  forwardedAt: null,
  resolvedAt: null,
  updatedAt: '2026-03-02T02:00:00.000000Z',
  steps: [],
  outcome: null,
  refusalGround: null,
  claimedAmount: null,
  settledAmount: null,
  transactionType: null,
  platform: null,
  provinceCode: '79',
  respondents: [],
  transfer: null,
  events: [],
  summary: null,
  ...other,
});

/** A transfer that takes effect on 2026-04-01, between bodies outside this one unless a test says otherwise. */
export const transfer = (other: Partial<TransferRecord>): TransferRecord => ({
  offeredAt: '2026-03-20T00:00:00.000000Z',
  effectiveAt: '2026-04-01T00:00:00.000000Z',
  fromId: null,
  toId: null,
  outsideBody: null,
  ...other,
});

/** A recorded step from 2026-03-02 with a term to 2026-03-11. */
export const step = (other: Partial<StepRecord> = {}): StepRecord => ({
  step: 'FORWARD',
  duty: 'UNIT',
  basis: 'STATUTORY',
  article: '57.4',
  startedAt: '2026-03-02T02:00:00.000000Z',
  dueAt: '2026-03-11T16:59:59.999999Z',
  doneAt: null,
  recorded: true,
  ...other,
});

/** An open mediation with what a test says otherwise. */
export const mediation = (id: string, other: Partial<MediationRecord> = {}): MediationRecord => ({
  id,
  complaintOriginId: null,
  method: 'MEDIATION',
  openedAt: '2026-03-05T00:00:00.000000Z',
  closedAt: null,
  outcome: null,
  settledAmount: null,
  performBy: null,
  performed: null,
  updatedAt: '2026-03-05T00:00:00.000000Z',
  ...other,
});
