import type { Federation } from '../../shared/config/federation.ts';
import { type Instant, instantFromMillis, millisOfInstant } from '../../shared/domain/instant.ts';
import type {
  Channel,
  ClockStep,
  ComplaintKind,
  ComplaintRecord,
  ComplaintStatus,
  MediationRecord,
  Outcome,
  StepRecord,
} from '../../shared/domain/records.ts';

/** A source of numbers in [0, 1) that gives the same ones for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const DAY = 86_400_000;
const kinds: readonly ComplaintKind[] = ['REPORT', 'REQUEST', 'RECOMMENDATION', 'COMPLAINT'];
const channels: readonly Channel[] = ['HOTLINE', 'ONLINE', 'EMAIL', 'POST'];
const open: readonly ComplaintStatus[] = ['RECEIVED', 'FORWARDED', 'NEGOTIATING'];
const outcomes: readonly Outcome[] = ['SETTLED', 'PARTLY_SETTLED', 'NOT_SETTLED', 'ADVISED'];
const steps: readonly ClockStep[] = ['FORWARD', 'NEGOTIATE', 'REPORT_RESULT'];
const words = ['điện thoại', 'hoàn tiền', 'giao hàng', 'bảo hành', 'hợp đồng', 'chung cư', 'vé máy bay', 'tủ lạnh'];
const platforms = ['Shopee', 'Lazada', 'TikTok Shop', null, null, null];

/** Settings of {@link generatedComplaints}. */
export interface GeneratedOptions {
  readonly unit: string;
  readonly count: number;
  readonly seed?: number;
  /** First and last instant of receipt. */
  readonly from?: Instant;
  readonly to?: Instant;
}

/** Complaints with ties, nulls, several respondents, behaviours and clocks, the same ones for the same options. */
export function* generatedComplaints(
  federation: Pick<Federation, 'provinces' | 'sectors' | 'behaviours'>,
  { unit, count, seed = 1, from = '2024-01-01T00:00:00.000000Z', to = '2026-06-30T00:00:00.000000Z' }: GeneratedOptions,
): Generator<ComplaintRecord> {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const [first, span] = [millisOfInstant(from), millisOfInstant(to) - millisOfInstant(from)];
  for (let number = 1; number <= count; number++) {
    const received = first + Math.floor(random() * span);
    // Every third is known to the day only, so that many share an instant.
    const receivedMillis = number % 3 === 0 ? received - (received % DAY) : received;
    const resolved = random() < 0.7 ? receivedMillis + Math.floor(random() * 90) * DAY + Math.floor(random() * 3) * 3_600_000 : null;
    const province = pick(federation.provinces);
    const former = pick([...province.formedFrom, undefined]);
    const at = instantFromMillis(receivedMillis);
    yield {
      id: `${unit}/${number}`,
      originId: `${unit}/${number}`,
      kind: pick(kinds),
      procedure: random() < 0.6 ? 'NEGOTIATION_SUPPORT' : 'ADVICE',
      channel: pick(channels),
      sector: pick(federation.sectors).code,
      behaviours: [...new Set([pick(federation.behaviours).code, pick(federation.behaviours).code])].slice(0, Math.floor(random() * 3)),
      status: resolved === null ? pick(open) : 'RESOLVED',
      priority: random() < 0.05,
      receivedAt: at,
      forwardedAt: random() < 0.5 ? instantFromMillis(receivedMillis + 2 * DAY) : null,
      resolvedAt: resolved === null ? null : instantFromMillis(resolved),
      updatedAt: `${instantFromMillis(resolved ?? receivedMillis).slice(0, 23)}${String(number % 1000).padStart(3, '0')}Z`,
      steps: steps.slice(0, Math.floor(random() * 4)).map((step) => generatedStep(step, receivedMillis, random)),
      outcome: resolved === null ? null : pick(outcomes),
      refusalGround: null,
      claimedAmount: random() < 0.6 ? `${Math.floor(random() * 400) * 50_000}${random() < 0.2 ? '.5' : ''}` : null,
      settledAmount: resolved !== null && random() < 0.4 ? String(Math.floor(random() * 9_000_000)) : null,
      transactionType: pick(['DISTANCE', 'ORDINARY', null] as const),
      platform: pick(platforms),
      provinceCode: at < '2025-06-01' && former !== undefined ? former.code : province.code,
      respondents: Array.from({ length: 1 + Math.floor(random() * 2) }, (_, index) => ({
        traderId: random() < 0.7 ? `mst:01${String(Math.floor(random() * 5000)).padStart(8, '0')}` : `${unit}/t-${number}-${index}`,
        name: `Công ty ${Math.floor(random() * 5000)}`,
        role: index === 0 ? ('SELLER' as const) : ('PLATFORM' as const),
        outcome: null,
        settledAmount: null,
      })),
      transfer: null,
      events: [{ at, kind: 'RECEIVED', note: null }],
      summary: `${pick(words)} ${pick(words)} ${number}`,
    };
  }
}

function generatedStep(step: ClockStep, received: number, random: () => number): StepRecord {
  const known = random() < 0.9;
  return {
    step,
    duty: step === 'FORWARD' ? 'UNIT' : 'TRADER',
    basis: 'STATUTORY',
    article: '57.4',
    startedAt: known ? instantFromMillis(received) : null,
    dueAt: known ? instantFromMillis(received + 9 * DAY) : null,
    doneAt: random() < 0.8 ? instantFromMillis(received + Math.floor(random() * 14) * DAY) : null,
    recorded: random() < 0.95,
  };
}

/** Mediations, most of them of complaints `origin/1` and on. */
export function* generatedMediations(unit: string, origin: string, count: number, seed = 7): Generator<MediationRecord> {
  const random = seededRandom(seed);
  const first = millisOfInstant('2024-01-01T00:00:00.000000Z');
  for (let number = 1; number <= count; number++) {
    const opened = first + Math.floor(random() * 800) * DAY;
    const closed = random() < 0.7 ? opened + Math.floor(random() * 60) * DAY : null;
    const settled = closed !== null && random() < 0.5;
    yield {
      id: `${unit}/m-${number}`,
      complaintOriginId: random() < 0.8 ? `${origin}/${1 + Math.floor(random() * count)}` : null,
      method: random() < 0.5 ? 'MEDIATION' : 'ADVICE',
      openedAt: instantFromMillis(opened),
      closedAt: closed === null ? null : instantFromMillis(closed),
      outcome: closed === null ? null : settled ? 'SETTLED' : 'NOT_SETTLED',
      settledAmount: settled ? String(Math.floor(random() * 5_000_000)) : null,
      performBy: null,
      performed: settled ? random() < 0.8 : null,
      updatedAt: instantFromMillis(closed ?? opened),
    };
  }
}
