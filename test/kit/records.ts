import fc from 'fast-check';
import type {
  Channel,
  ClockStep,
  ComplaintKind,
  ComplaintStatus,
  MediationMethod,
  MediationOutcome,
  Outcome,
  Procedure,
  RespondentRecord,
  StepRecord,
  TransactionType,
} from '../../shared/domain/records.ts';
import { BEHAVIOURS, PROVINCE_CODES, SECTORS } from './test-federation.ts';

/** The instant of the operation in property tests. */
export const AT = '2026-03-01T00:00:00.000000Z';

/**
 * Few instants, so that many rows tie: edges of a month, a quarter, a year and of the old provinces in the zone UTC+7, two
 * that differ by a microsecond, the instant of the operation, and one after it.
 */
export const INSTANTS = [
  '2024-12-31T16:59:59.999999Z',
  '2024-12-31T17:00:00.000000Z',
  '2025-03-31T17:00:00.000000Z',
  '2025-06-30T16:59:59.999999Z',
  '2025-06-30T17:00:00.000000Z',
  '2025-06-30T17:00:00.000001Z',
  '2025-11-01T03:04:05.123456Z',
  '2026-02-14T09:30:00.500000Z',
  AT,
  '2026-05-01T00:00:00.000000Z',
] as const;

const AMOUNTS = ['0', '9.99', '10', '10.5', '10.05', '1000000', '9999999999999999.99'];
const LOCAL_ALPHABET = ['0', '1', '9', 'A', 'Z', 'a', 'z', '-', '_', '/', '!', '~', '.', '%', '"'];

const instant = fc.constantFrom(...INSTANTS);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { freq: 2 });
const amount = maybe(fc.constantFrom(...AMOUNTS));
const local = fc.string({ unit: fc.constantFrom(...LOCAL_ALPHABET), minLength: 1, maxLength: 3 });

/** Values that filters may ask for; the last of some lists no row has. */
export const VALUES = {
  kinds: ['REPORT', 'COMPLAINT', 'REQUEST'] as ComplaintKind[],
  procedures: ['NEGOTIATION_SUPPORT', 'VIOLATION_HANDLING', 'ADVICE'] as Procedure[],
  channels: ['HOTLINE', 'ONLINE', 'POST'] as Channel[],
  statuses: ['RECEIVED', 'NEGOTIATING', 'RESOLVED', 'REFUSED'] as ComplaintStatus[],
  outcomes: ['SETTLED', 'NOT_SETTLED', 'UNMAPPED', 'WITHDRAWN'] as Outcome[],
  transactionTypes: ['DISTANCE', 'UNKNOWN'] as TransactionType[],
  platforms: ['Chợ Số', 'shop"1\\', 'none'],
  traders: ['mst:0100233488', 'mst:0314409058-002', 'A1/t-1', 'mst:0100109106'],
  steps: ['ACKNOWLEDGE', 'FORWARD', 'NEGOTIATE', 'LOCAL_ANSWER'] as ClockStep[],
  texts: ['dien thoai', 'ĐIỆN', 'thoai hong', 'bảo', 'i', '100%', '_', 'shop 1', 'cho so'],
  methods: ['MEDIATION', 'NEGOTIATION_SUPPORT', 'ADVICE'] as MediationMethod[],
  mediationOutcomes: ['SETTLED', 'PARTLY_SETTLED', 'NOT_SETTLED', 'WITHDRAWN'] as MediationOutcome[],
} as const;

const summaries = ['Điện thoại hỏng sau 2 ngày', 'Không hoàn tiền 100% như quảng cáo', 'DIEN THOAI bị tráo', 'a_b \\ "c"', ''];

const respondent: fc.Arbitrary<RespondentRecord> = fc.record({
  traderId: fc.constantFrom(...VALUES.traders.slice(0, 3)),
  name: maybe(fc.constantFrom('Công ty Bảo Long', 'SHOP', 'Ánh Đèn')),
  role: fc.constantFrom('SELLER', 'PLATFORM'),
  outcome: maybe(fc.constantFrom(...VALUES.outcomes)),
  settledAmount: amount,
});

const step: fc.Arbitrary<StepRecord> = fc.record({
  step: fc.constantFrom(...VALUES.steps),
  duty: fc.constantFrom('TRADER', 'UNIT'),
  basis: fc.constantFrom('STATUTORY', 'LOCAL'),
  article: maybe(fc.constantFrom('57.4', '31.2')),
  startedAt: maybe(instant),
  dueAt: maybe(instant),
  doneAt: maybe(instant),
  recorded: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
});

/** A hand-over as drafted: to the unit at a place, or to an outside body. */
const transfer = fc.oneof(
  { weight: 6, arbitrary: fc.constant(null) },
  { weight: 3, arbitrary: fc.record({ to: fc.nat(33), offeredAt: instant, effectiveAt: maybe(instant) }) },
  { weight: 1, arbitrary: fc.record({ to: fc.constant('Bộ Y tế'), offeredAt: instant, effectiveAt: maybe(instant) }) },
);

/** A complaint before it has a unit: `home` says which, whatever the number of units. */
export const draftComplaint = fc.record({
  home: fc.nat(33),
  local,
  transfer,
  kind: fc.constantFrom(...VALUES.kinds.slice(0, 2)),
  procedure: fc.constantFrom(...VALUES.procedures.slice(0, 2)),
  channel: fc.constantFrom(...VALUES.channels.slice(0, 2)),
  sector: fc.constantFrom(...SECTORS),
  behaviours: fc.subarray(BEHAVIOURS),
  status: fc.constantFrom(...VALUES.statuses),
  priority: fc.boolean(),
  receivedAt: instant,
  forwardedAt: maybe(instant),
  resolvedAt: maybe(instant),
  updatedAt: instant,
  steps: fc.uniqueArray(step, { selector: (item) => item.step, maxLength: 3 }),
  outcome: maybe(fc.constantFrom(...VALUES.outcomes.slice(0, 3))),
  refusalGround: maybe(fc.constantFrom('NO_EVIDENCE', 'ALREADY_SETTLED')),
  claimedAmount: amount,
  settledAmount: amount,
  transactionType: maybe(fc.constantFrom(...VALUES.transactionTypes)),
  platform: maybe(fc.constantFrom(...VALUES.platforms.slice(0, 2))),
  provinceCode: fc.constantFrom(...PROVINCE_CODES),
  respondents: fc.array(respondent, { maxLength: 3 }),
  events: fc.array(fc.record({ at: instant, kind: fc.constantFrom('NOTE', 'CALL'), note: maybe(fc.constantFrom('ghi chú', '')) }), { maxLength: 2 }),
  summary: maybe(fc.constantFrom(...summaries)),
});

/** A complaint before it has a unit. */
export type DraftComplaint = typeof draftComplaint extends fc.Arbitrary<infer T> ? T : never;

/** A mediation before it has a unit: `about` picks one of the complaints that its association covers. */
export const draftMediation = fc.record({
  home: fc.nat(33),
  local,
  about: maybe(fc.nat()),
  method: fc.constantFrom(...VALUES.methods),
  openedAt: instant,
  closedAt: maybe(instant),
  outcome: maybe(fc.constantFrom(...VALUES.mediationOutcomes.slice(0, 3))),
  settledAmount: amount,
  performBy: maybe(instant),
  performed: maybe(fc.boolean()),
});

/** A mediation before it has a unit. */
export type DraftMediation = typeof draftMediation extends fc.Arbitrary<infer T> ? T : never;

/** Contacts before they have a unit. */
export const draftContact = fc.record({
  home: fc.nat(33),
  day: fc.constantFrom('2024-12-31', '2025-01-01', '2025-06-30', '2025-07-01', '2025-07-31'),
  channel: fc.constantFrom(...VALUES.channels),
  received: fc.nat(50),
  answered: fc.nat(50),
  advised: fc.nat(50),
});

/** Contacts before they have a unit. */
export type DraftContact = typeof draftContact extends fc.Arbitrary<infer T> ? T : never;
