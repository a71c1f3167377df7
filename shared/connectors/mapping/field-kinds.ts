import type {
  Channel,
  ComplaintKind,
  ComplaintRecord,
  ComplaintStatus,
  Outcome,
  Procedure,
  RefusalGround,
  RespondentRole,
  TransactionType,
} from '../../domain/records.ts';

/** What values a field takes. `code` and `codes` are of a list of the federation. */
export type FieldKind =
  | { readonly type: 'enum'; readonly values: readonly string[] }
  | { readonly type: 'code' | 'codes'; readonly list: 'sectors' | 'behaviours' | 'provinces' }
  | { readonly type: 'text' | 'boolean' | 'instant' | 'amount' };

/** A field that a mapping fills. */
export interface MappedField {
  readonly kind: FieldKind;
  /** Whether every record must have it. */
  readonly required: boolean;
}

const oneOf = <T extends string>(...values: readonly T[]): FieldKind => ({ type: 'enum', values });
const OUTCOMES = oneOf<Outcome>(
  'SETTLED',
  'PARTLY_SETTLED',
  'NOT_SETTLED',
  'VIOLATION_FOUND',
  'NO_VIOLATION',
  'ADVISED',
  'REFUSED',
  'WITHDRAWN',
  'UNMAPPED',
);
const required = (kind: FieldKind): MappedField => ({ kind, required: true });
const optional = (kind: FieldKind): MappedField => ({ kind, required: false });

/** Fields of a complaint that a mapping may fill; the others follow from them or stay empty. */
export const COMPLAINT_FIELDS = {
  kind: required(oneOf<ComplaintKind>('REPORT', 'REQUEST', 'RECOMMENDATION', 'COMPLAINT')),
  procedure: required(oneOf<Procedure>('NEGOTIATION_SUPPORT', 'VIOLATION_HANDLING', 'ADVICE', 'OTHER')),
  channel: required(oneOf<Channel>('HOTLINE', 'ONLINE', 'EMAIL', 'POST', 'IN_PERSON', 'PUBLIC_SERVICE_PORTAL', 'TRANSFER', 'OTHER')),
  sector: required({ type: 'code', list: 'sectors' }),
  behaviours: required({ type: 'codes', list: 'behaviours' }),
  status: required(
    oneOf<ComplaintStatus>('RECEIVED', 'FORWARDED', 'NEGOTIATING', 'MEDIATING', 'RESOLVED', 'REFUSED', 'WITHDRAWN', 'TRANSFERRED_OUT'),
  ),
  priority: required({ type: 'boolean' }),
  receivedAt: required({ type: 'instant' }),
  forwardedAt: optional({ type: 'instant' }),
  resolvedAt: optional({ type: 'instant' }),
  outcome: optional(OUTCOMES),
  refusalGround: optional(oneOf<RefusalGround>('NO_CAPACITY', 'NOT_A_CONSUMER', 'NO_EVIDENCE', 'OUTSIDE_COMPETENCE', 'ALREADY_SETTLED')),
  claimedAmount: optional({ type: 'amount' }),
  settledAmount: optional({ type: 'amount' }),
  transactionType: optional(oneOf<TransactionType>('DISTANCE', 'CONTINUOUS_SERVICE', 'DIRECT_SELLING', 'ORDINARY', 'UNKNOWN')),
  platform: optional({ type: 'text' }),
  provinceCode: required({ type: 'code', list: 'provinces' }),
  summary: optional({ type: 'text' }),
} as const satisfies Partial<Record<keyof ComplaintRecord, MappedField>>;

/** Fields of a respondent, besides its trader. */
export const RESPONDENT_FIELDS = {
  name: optional({ type: 'text' }),
  role: required(oneOf<RespondentRole>('SELLER', 'MANUFACTURER', 'PLATFORM', 'SERVICE', 'OTHER')),
  outcome: optional(OUTCOMES),
  settledAmount: optional({ type: 'amount' }),
} as const satisfies Record<string, MappedField>;
