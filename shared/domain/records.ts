import type { Decimal } from './decimal.ts';
import type { Instant } from './instant.ts';

/** What a consumer's matter is called where it was received. Never inferred from another field (Law 19/2023/QH15 names all, defines none). */
export type ComplaintKind = 'REPORT' | 'REQUEST' | 'RECOMMENDATION' | 'COMPLAINT';
export type Procedure = 'NEGOTIATION_SUPPORT' | 'VIOLATION_HANDLING' | 'ADVICE' | 'OTHER';
export type Channel = 'HOTLINE' | 'ONLINE' | 'EMAIL' | 'POST' | 'IN_PERSON' | 'PUBLIC_SERVICE_PORTAL' | 'TRANSFER' | 'OTHER';
export type ComplaintStatus = 'RECEIVED' | 'FORWARDED' | 'NEGOTIATING' | 'MEDIATING' | 'RESOLVED' | 'REFUSED' | 'WITHDRAWN' | 'TRANSFERRED_OUT';
export type Outcome =
  | 'SETTLED'
  | 'PARTLY_SETTLED'
  | 'NOT_SETTLED'
  | 'VIOLATION_FOUND'
  | 'NO_VIOLATION'
  | 'ADVISED'
  | 'REFUSED'
  | 'WITHDRAWN'
  | 'UNMAPPED';
export type RefusalGround = 'NO_CAPACITY' | 'NOT_A_CONSUMER' | 'NO_EVIDENCE' | 'OUTSIDE_COMPETENCE' | 'ALREADY_SETTLED';
export type TransactionType = 'DISTANCE' | 'CONTINUOUS_SERVICE' | 'DIRECT_SELLING' | 'ORDINARY' | 'UNKNOWN';
export type ClockStep = 'ACKNOWLEDGE' | 'FORWARD' | 'NEGOTIATE' | 'REFUSE_IN_WRITING' | 'REPORT_RESULT' | 'LOCAL_ANSWER';
export type Duty = 'TRADER' | 'UNIT';
export type StepBasis = 'STATUTORY' | 'LOCAL';
export type RespondentRole = 'SELLER' | 'MANUFACTURER' | 'PLATFORM' | 'SERVICE' | 'OTHER';
export type MediationMethod = 'MEDIATION' | 'NEGOTIATION_SUPPORT' | 'ADVICE';
export type MediationOutcome = 'SETTLED' | 'PARTLY_SETTLED' | 'NOT_SETTLED' | 'WITHDRAWN';

/** One step of a matter that is under a clock. */
export interface StepRecord {
  readonly step: ClockStep;
  readonly duty: Duty;
  readonly basis: StepBasis;
  /** The article that sets the term, such as `57.4`; null for a local term. */
  readonly article: string | null;
  /** When the term began to run; null when unknown. */
  readonly startedAt: Instant | null;
  /** Last instant of the term; null when it cannot be known. */
  readonly dueAt: Instant | null;
  readonly doneAt: Instant | null;
  /** Whether the unit records this step at all: if not, neither met nor missed may be said. */
  readonly recorded: boolean;
}

/** A trader in a matter, in the order the matter names them. */
export interface RespondentRecord {
  /** Typed identifier `scheme:number` (`mst:0100109106`), or `UNIT/t-…` where the trader has none. */
  readonly traderId: string;
  readonly name: string | null;
  readonly role: RespondentRole;
  readonly outcome: Outcome | null;
  readonly settledAmount: Decimal | null;
}

/** A hand-over to another body. `toId` inside the federation, or `outsideBody`. */
export interface TransferRecord {
  readonly offeredAt: Instant;
  readonly effectiveAt: Instant | null;
  readonly fromId: string | null;
  readonly toId: string | null;
  readonly outsideBody: string | null;
}

export interface EventRecord {
  readonly at: Instant;
  readonly kind: string;
  readonly note: string | null;
}

/** A complaint as a unit stores it: what every source is mapped to. */
export interface ComplaintRecord {
  /** `UNIT/local-number`. */
  readonly id: string;
  /** The id under which the matter was first received anywhere. */
  readonly originId: string;
  readonly kind: ComplaintKind;
  readonly procedure: Procedure;
  readonly channel: Channel;
  readonly sector: string;
  readonly behaviours: readonly string[];
  readonly status: ComplaintStatus;
  readonly priority: boolean;
  readonly receivedAt: Instant;
  readonly forwardedAt: Instant | null;
  /** Instant of any final status. */
  readonly resolvedAt: Instant | null;
  readonly updatedAt: Instant;
  readonly steps: readonly StepRecord[];
  readonly outcome: Outcome | null;
  readonly refusalGround: RefusalGround | null;
  /** At least 0, at most 16 digits before and 2 after the point. */
  readonly claimedAmount: Decimal | null;
  readonly settledAmount: Decimal | null;
  readonly transactionType: TransactionType | null;
  readonly platform: string | null;
  /** Province code as written at receipt, in the list of that day. */
  readonly provinceCode: string;
  readonly respondents: readonly RespondentRecord[];
  readonly transfer: TransferRecord | null;
  readonly events: readonly EventRecord[];
  readonly summary: string | null;
}

/** A mediation as an association stores it. Contents never. */
export interface MediationRecord {
  readonly id: string;
  /** originId of the complaint; null when the parties came directly. */
  readonly complaintOriginId: string | null;
  readonly method: MediationMethod;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly outcome: MediationOutcome | null;
  readonly settledAmount: Decimal | null;
  readonly performBy: Instant | null;
  readonly performed: boolean | null;
  readonly updatedAt: Instant;
}

/** Contacts of one unit, day and channel: counts only. */
export interface ContactRecord {
  readonly day: string;
  readonly channel: Channel;
  readonly received: number;
  readonly answered: number;
  readonly advised: number;
}

/** What a unit says of its own records of a contract. */
export interface CoverageRecord {
  readonly contract: string;
  readonly coveredFrom: string | null;
  readonly coveredTo: string | null;
  /** Periods (first and last day) for which the unit confirmed that it has nothing to report. */
  readonly confirmedZero: readonly { readonly from: string; readonly to: string }[];
}
