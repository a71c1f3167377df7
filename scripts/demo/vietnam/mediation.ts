import { millisOfInstant } from '../../../shared/domain/instant.ts';
import type { ComplaintRecord, MediationMethod, MediationOutcome, MediationRecord } from '../../../shared/domain/records.ts';
import { momentOn, ownComplaint } from './complaint.ts';
import { AS_OF, DAY, dateOfDay, dayNumber, dayOf, instantOf, type LocalSeconds } from './local-time.ts';
import { drawOf, type Random, randomOf } from './random.ts';
import { type TransferRoute, transferPair } from './transfer-pairs.ts';
import { NO_MEDIATION_IN_2024, type UnitPlan } from './unit-plan.ts';
import type { DemoWorld } from './world.ts';

const LOCAL_OFFSET_MS = 7 * 3600 * 1000;
const DIRECT_SHARE = 0.3;
const TRANSFERRED_SHARE = 0.05;
const ATTEMPTS = 4;

const drawMethod = drawOf<MediationMethod>([
  ['MEDIATION', 55],
  ['NEGOTIATION_SUPPORT', 30],
  ['ADVICE', 15],
]);
const drawOutcome = drawOf<MediationOutcome>([
  ['SETTLED', 52],
  ['PARTLY_SETTLED', 14],
  ['NOT_SETTLED', 27],
  ['WITHDRAWN', 7],
]);

/** What an association may mediate. */
export interface Covered {
  /** Units whose complaints it may mediate, as the federation says. */
  readonly plans: readonly UnitPlan[];
  /** Hand-overs whose origin or holder lies with one of them. */
  readonly routes: readonly TransferRoute[];
}

/** The n-th mediation of an association: about a complaint of a unit it covers, or brought to it directly. */
export function mediationOf(world: DemoWorld, plan: UnitPlan, covered: Covered, index: number): MediationRecord {
  const random = randomOf(`${world.seed}/${plan.unit}/mediation/${index}`);
  const firstDay = Math.max(plan.fromDay, plan.unit === NO_MEDIATION_IN_2024 ? dayNumber('2025-01-01') : 0);
  const complaint = random.chance(DIRECT_SHARE) ? undefined : complaintFor(world, covered, firstDay, random);
  const opened = complaint === undefined ? directOpening(world, plan, firstDay, index, random) : openingOf(complaint, plan, firstDay, random);
  const id = `${plan.unit}/HG-${dateOfDay(dayOf(opened)).slice(0, 4)}-${String(index + 1).padStart(5, '0')}`;
  return courseOf(id, complaint?.originId ?? null, opened, plan, random);
}

function complaintFor(world: DemoWorld, covered: Covered, firstDay: number, random: Random): ComplaintRecord | undefined {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const complaint = candidate(world, covered, random);
    if (complaint !== undefined && complaint.status !== 'REFUSED' && endOf(complaint) > firstDay * DAY) return complaint;
  }
  return undefined;
}

function candidate(world: DemoWorld, { plans, routes }: Covered, random: Random): ComplaintRecord | undefined {
  if (routes.length > 0 && random.chance(TRANSFERRED_SHARE)) return transferPair(world, random.pick(routes)).received;
  const holders = plans.filter((plan) => plan.complaints > 0);
  if (holders.length === 0) return undefined;
  const holder = random.pick(holders);
  return ownComplaint(world, holder, random.between(0, holder.complaints - 1));
}

const localOf = (instant: string): LocalSeconds => Math.ceil((millisOfInstant(instant) + LOCAL_OFFSET_MS) / 1000);
const endOf = (complaint: ComplaintRecord): LocalSeconds => (complaint.resolvedAt === null ? AS_OF - 1 : localOf(complaint.resolvedAt));

/** While the complaint is open. */
function openingOf(complaint: ComplaintRecord, plan: UnitPlan, firstDay: number, random: Random): LocalSeconds {
  const from = Math.max(localOf(complaint.receivedAt), firstDay * DAY);
  const moment = from + Math.floor((Math.max(endOf(complaint), from) - from) * Math.min(random.next(), 0.9));
  return plan.daysOnly ? Math.max(dayOf(moment) * DAY, from) : moment;
}

function directOpening(world: DemoWorld, plan: UnitPlan, firstDay: number, index: number, random: Random): LocalSeconds {
  const day = world.days(firstDay).at((index + random.next()) / plan.mediations);
  return momentOn(day, plan, random).received;
}

function courseOf(id: string, complaintOriginId: string | null, opened: LocalSeconds, plan: UnitPlan, random: Random): MediationRecord {
  const method = drawMethod(random);
  const end = opened + random.between(2, 45) * DAY;
  const closed = random.chance(0.95) && end < AS_OF ? (plan.daysOnly ? dayOf(end) * DAY : end) : undefined;
  const outcome = closed === undefined || method === 'ADVICE' ? null : drawOutcome(random);
  const settled = outcome === 'SETTLED' || outcome === 'PARTLY_SETTLED';
  const performBy = settled && closed !== undefined ? (dayOf(closed) + random.between(10, 60)) * DAY - 1 : undefined;
  const performed = performBy === undefined || performBy >= AS_OF ? null : random.chance(0.15) ? null : random.chance(0.86);
  return {
    id,
    complaintOriginId,
    method,
    openedAt: instantOf(opened),
    closedAt: closed === undefined ? null : instantOf(closed),
    outcome,
    settledAmount: settled && random.chance(0.85) ? String(random.between(100, 90_000) * 1_000) : null,
    performBy: performBy === undefined ? null : instantOf(performBy, 999_999),
    performed,
    updatedAt: performed !== null && performBy !== undefined ? instantOf(performBy, 999_999) : instantOf(closed ?? opened),
  };
}
