import type { Instant } from '../../../shared/domain/instant.ts';
import type { Channel, ComplaintRecord, EventRecord, RespondentRecord, TransferRecord } from '../../../shared/domain/records.ts';
import { type Course, courseOf } from './course.ts';
import { DAY, dateOfDay, dayOf, instantOf, type LocalSeconds } from './local-time.ts';
import { CLAIM_MIDDLE, channelDraw, drawBehaviour, drawKind, drawProcedure, drawSector, transactionDraw } from './profile.ts';
import { type Random, randomOf } from './random.ts';
import { summaryText } from './texts.ts';
import type { DemoTrader } from './traders.ts';
import type { UnitPlan } from './unit-plan.ts';
import type { DemoWorld } from './world.ts';

/** How a matter came to a unit. */
export interface Receipt {
  readonly plan: UnitPlan;
  readonly id: string;
  readonly originId: string;
  readonly received: LocalSeconds;
  readonly micros: number;
  /** Fixed where it came by transfer. */
  readonly channel?: Channel;
  readonly transfer?: TransferRecord;
  /** Province of today it is about; drawn when absent. */
  readonly province?: string;
}

const OWN_PROVINCE_SHARE = 0.96;
const SPOKEN_SHARE = { COMMISSION: 0, OTHERS: 0.25 };
const MIDDLE_OF_OTHERS = 3_000_000;

/** The n-th matter that a unit received itself, 0 to one less than the plan says: each by itself, in order of days. */
export function ownComplaint(world: DemoWorld, plan: UnitPlan, index: number): ComplaintRecord {
  const random = randomOf(`${world.seed}/${plan.unit}/${index}`);
  const day = world.days(plan.fromDay).at((index + random.next()) / plan.complaints);
  const { received, micros } = momentOn(day, plan, random);
  const id = `${plan.unit}/${localNumber(plan, day, index)}`;
  return complaintOf(world, { plan, id, originId: id, received, micros }, random);
}

/** A moment of a day: its beginning where the unit notes days only; a third of the others carry microseconds. */
export function momentOn(day: number, plan: UnitPlan, random: Random): { readonly received: LocalSeconds; readonly micros: number } {
  const second = random.between(7 * 3600, 21 * 3600);
  const micros = random.chance(0.33) ? random.between(1, 999_999) : 0;
  return plan.daysOnly ? { received: day * DAY, micros: 0 } : { received: day * DAY + second, micros };
}

function localNumber(plan: UnitPlan, day: number, index: number): string {
  const year = dateOfDay(day).slice(0, 4);
  const number = String(index + 1).padStart(6, '0');
  return plan.kind === 'ASSOCIATION' ? `KN-${year}-${number}` : `${year}-${number}`;
}

/** A whole complaint for a receipt. */
export function complaintOf(world: DemoWorld, receipt: Receipt, random: Random): ComplaintRecord {
  const { plan } = receipt;
  const sector = drawSector(random);
  const procedure = drawProcedure(random);
  const spoken = plan.unit === 'VCC' ? SPOKEN_SHARE.COMMISSION : SPOKEN_SHARE.OTHERS;
  const channel = receipt.channel ?? channelDraw(dayOf(receipt.received), spoken)(random);
  const received = channel === 'POST' ? postDay(dayOf(receipt.received), plan) * DAY : receipt.received;
  const micros = channel === 'POST' ? 0 : receipt.micros;
  const course = courseOf({ plan, procedure, received, mayLeave: receipt.transfer === undefined, terms: world.terms, random });
  const behaviours = behavioursOf(random);
  const claimedAmount = claimOf(sector, random);
  const parties = partiesOf(world, plan, sector, random);
  const settledAmount = settlementOf(course, claimedAmount, random);
  const receivedAt = instantOf(received, micros);
  const province =
    receipt.province ?? (plan.province !== undefined && random.chance(OWN_PROVINCE_SHARE) ? plan.province : world.drawProvince(random));
  return {
    id: receipt.id,
    originId: receipt.originId,
    kind: drawKind(random),
    procedure,
    channel,
    sector,
    behaviours,
    status: course.status,
    priority: random.chance(0.04),
    receivedAt,
    forwardedAt: instantOrNull(course.forwardedAt),
    resolvedAt: instantOrNull(course.resolvedAt),
    updatedAt: lastOf(receivedAt, course, receipt.transfer),
    steps: course.steps,
    outcome: course.outcome,
    refusalGround: course.refusalGround,
    claimedAmount,
    settledAmount,
    transactionType: transactionDraw(sector)(random),
    platform: parties.platform,
    provinceCode: world.codeWritten(province, dayOf(received), random),
    respondents: respondentsOf(parties.traders, course, settledAmount),
    transfer: receipt.transfer ?? outsideTransfer(receipt.id, receivedAt, course),
    events: plan.keepsEvents ? eventsOf(receivedAt, course) : [],
    summary: random.chance(0.85) ? summaryText(sector, behaviours[0], random) : null,
  };
}

/** Letters are registered once a week, on Monday, by the day: many share an instant. */
const postDay = (day: number, plan: UnitPlan): number => Math.max(day - ((day + 3) % 7), plan.fromDay);

const instantOrNull = (moment: LocalSeconds | undefined): Instant | null => (moment === undefined ? null : instantOf(moment));

function lastOf(receivedAt: Instant, course: Course, transfer: TransferRecord | undefined): Instant {
  const instants = [course.forwardedAt, course.resolvedAt].flatMap((moment) => (moment === undefined ? [] : [instantOf(moment)]));
  for (const step of course.steps) if (step.doneAt !== null) instants.push(step.doneAt);
  return [...instants, transfer?.effectiveAt ?? receivedAt].reduce((last, instant) => (instant > last ? instant : last), receivedAt);
}

function behavioursOf(random: Random): readonly string[] {
  if (random.chance(0.015)) return [];
  const first = drawBehaviour(random);
  const list = [first];
  for (let chance = 0.27; random.chance(chance) && list.length < 3; chance = 0.15) {
    const next = drawBehaviour(random);
    if (!list.includes(next)) list.push(next);
  }
  return list;
}

/** About a fifth do not name an amount; the others spread widely around the middle of their sector, in whole thousands. */
function claimOf(sector: string, random: Random): string | null {
  if (random.chance(0.21)) return null;
  const spread = Math.exp(2.4 * (random.next() + random.next() + random.next() - 1.5));
  return String(Math.round(((CLAIM_MIDDLE[sector] ?? MIDDLE_OF_OTHERS) * spread) / 1000) * 1000);
}

function settlementOf({ outcome }: Course, claimed: string | null, random: Random): string | null {
  if (claimed === null || (outcome !== 'SETTLED' && outcome !== 'PARTLY_SETTLED')) return null;
  const share = outcome === 'SETTLED' ? (random.chance(0.6) ? 100 : random.between(60, 99)) : random.between(10, 59);
  return ((BigInt(claimed) * BigInt(share)) / 100n).toString();
}

interface Parties {
  readonly platform: string | null;
  readonly traders: readonly (DemoTrader & Pick<RespondentRecord, 'role'>)[];
}

function partiesOf(world: DemoWorld, plan: UnitPlan, sector: string, random: Random): Parties {
  if (random.chance(0.004)) return { platform: null, traders: [] };
  const small = random.chance(0.16);
  const seller = small ? world.traders.unregistered(plan.unit, random) : world.traders.registered(sector, random);
  const traders: (DemoTrader & Pick<RespondentRecord, 'role'>)[] = [{ ...seller, role: roleIn(sector) }];
  if (random.chance(0.09)) traders.push({ ...world.traders.registered(sector, random), role: 'MANUFACTURER' });
  const platform = random.chance(sector === 'ECOMMERCE' ? 0.82 : 0.04) ? world.traders.platform(random) : undefined;
  if (platform !== undefined && random.chance(0.6)) traders.push({ id: platform.id, name: platform.name, role: 'PLATFORM' });
  const named = traders.filter((trader, index) => traders.findIndex((other) => other.id === trader.id) === index);
  return { platform: platform?.platform ?? null, traders: named };
}

const SERVICE_SECTORS = new Set([
  'TRAVEL',
  'FINANCE',
  'TELECOM',
  'TRANSPORT',
  'AVIATION',
  'INSURANCE',
  'HEALTH_BEAUTY',
  'EDUCATION',
  'ENTERTAINMENT',
]);
const roleIn = (sector: string): RespondentRecord['role'] => (SERVICE_SECTORS.has(sector) ? 'SERVICE' : 'SELLER');

/** The first respondent carries the settlement. */
function respondentsOf(traders: Parties['traders'], course: Course, settled: string | null): readonly RespondentRecord[] {
  return traders.map(({ id, name, role }, index) => ({
    traderId: id,
    name,
    role,
    outcome: index === 0 ? course.outcome : null,
    settledAmount: index === 0 ? settled : null,
  }));
}

function outsideTransfer(id: string, receivedAt: Instant, course: Course): TransferRecord | null {
  if (course.outsideBody === undefined || course.resolvedAt === undefined) return null;
  return { offeredAt: receivedAt, effectiveAt: instantOf(course.resolvedAt), fromId: id, toId: null, outsideBody: course.outsideBody };
}

function eventsOf(receivedAt: Instant, course: Course): readonly EventRecord[] {
  const events: EventRecord[] = [{ at: receivedAt, kind: 'RECEIVED', note: null }];
  if (course.forwardedAt !== undefined) events.push({ at: instantOf(course.forwardedAt), kind: 'FORWARDED', note: null });
  if (course.resolvedAt !== undefined) events.push({ at: instantOf(course.resolvedAt), kind: course.status, note: '[Dữ liệu minh họa]' });
  return events;
}
