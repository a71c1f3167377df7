/** An exact instant as text in UTC with microseconds; order of text is order of time. */
export type InstantText = string;

/** The oracle's own view of a complaint; it shares no code with the product. */
export interface OracleComplaint {
  readonly id: string;
  readonly originId: string;
  readonly kind: string;
  readonly procedure: string;
  readonly channel: string;
  readonly sector: string;
  readonly behaviours: readonly string[];
  readonly status: string;
  readonly priority: boolean;
  readonly receivedAt: InstantText;
  readonly forwardedAt: InstantText | null;
  readonly resolvedAt: InstantText | null;
  readonly updatedAt: InstantText;
  readonly steps: readonly OracleStep[];
  readonly outcome: string | null;
  readonly refusalGround: string | null;
  readonly claimedAmount: string | null;
  readonly settledAmount: string | null;
  readonly transactionType: string | null;
  readonly platform: string | null;
  readonly provinceCode: string;
  readonly respondents: readonly {
    readonly traderId: string;
    readonly name: string | null;
    readonly role: string;
    readonly outcome: string | null;
    readonly settledAmount: string | null;
  }[];
  readonly transfer: {
    readonly offeredAt: InstantText;
    readonly effectiveAt: InstantText | null;
    readonly fromId: string | null;
    readonly toId: string | null;
    readonly outsideBody: string | null;
  } | null;
  readonly events: readonly { readonly at: InstantText; readonly kind: string; readonly note: string | null }[];
  readonly summary: string | null;
}

/** One step under a clock. */
export interface OracleStep {
  readonly step: string;
  readonly duty: string;
  readonly basis: string;
  readonly article: string | null;
  readonly startedAt: InstantText | null;
  readonly dueAt: InstantText | null;
  readonly doneAt: InstantText | null;
  readonly recorded: boolean;
}

/** A mediation of the association that its id names. */
export interface OracleMediation {
  readonly id: string;
  readonly complaintOriginId: string | null;
  readonly method: string;
  readonly openedAt: InstantText;
  readonly closedAt: InstantText | null;
  readonly outcome: string | null;
  readonly settledAmount: string | null;
  readonly performBy: InstantText | null;
  readonly performed: boolean | null;
}

/** Contacts of a unit on a day over a channel. */
export interface OracleContact {
  readonly unit: string;
  readonly day: string;
  readonly channel: string;
  readonly received: number;
  readonly answered: number;
  readonly advised: number;
}

/** What the oracle must know of a federation. */
export interface OracleFederation {
  readonly timeZone: string;
  readonly unitKinds: ReadonlyMap<string, string>;
  /** Names by sector or behaviour code. */
  readonly codeNames: ReadonlyMap<string, string>;
  readonly provinces: readonly {
    readonly code: string;
    readonly name: string;
    readonly formedFrom: readonly { readonly code: string; readonly name: string; readonly effectiveTo: string }[];
  }[];
}

/** The unit that holds a row. */
export const unitOf = (id: string): string => id.slice(0, id.indexOf('/'));

/** Order of two texts by their UTF-8 bytes. */
export const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));

/** Whether a unit holds a complaint at an instant: the sender until a transfer takes effect, the receiver from then on. */
export function isHeld(row: OracleComplaint, at: InstantText): boolean {
  const { transfer } = row;
  if (transfer === null || transfer.toId === null) return true;
  const tookEffect = transfer.effectiveAt !== null && transfer.effectiveAt <= at;
  return isSender(row) ? !tookEffect : tookEffect;
}

/** Whether a row is the sender's of its transfer. */
export const isSender = (row: OracleComplaint): boolean => row.transfer?.fromId != null && unitOf(row.transfer.fromId) === unitOf(row.id);

/** What may be said of a step at an instant. */
export function stepState(step: OracleStep, at: InstantText): 'MET' | 'MISSED' | 'RUNNING' | 'UNKNOWN' {
  if (!step.recorded || step.startedAt === null || step.dueAt === null) return 'UNKNOWN';
  if (step.doneAt !== null && step.doneAt <= at) return step.doneAt <= step.dueAt ? 'MET' : 'MISSED';
  return at > step.dueAt ? 'MISSED' : 'RUNNING';
}

/** Whole hundredths of an amount with at most two decimals. */
export function cents(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(2, '0'));
}

/** A number of 10^-scale as plain text without trailing zeros. */
export function decimalText(value: bigint, scale: number): string {
  const digits = value.toString().padStart(scale + 1, '0');
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${digits.slice(0, digits.length - scale)}${fraction === '' ? '' : `.${fraction}`}`;
}
