import type { ComplaintRecord, TransferRecord } from '../../../shared/domain/records.ts';
import { complaintOf, momentOn } from './complaint.ts';
import { AS_OF_DAY, DAY, dateOfDay, FIRST_DAY, instantOf } from './local-time.ts';
import { randomOf } from './random.ts';
import type { UnitPlan } from './unit-plan.ts';
import type { DemoWorld } from './world.ts';

const PAIRS = 1_600;
const FEWEST = 12;
/** Days before the end in which none is handed over, so that every pair has taken effect. */
const QUIET_DAYS = 8;

/** A matter handed over inside the federation: the sender's row, and the receiver's under an id of its own. */
export interface TransferPair {
  readonly sender: UnitPlan;
  readonly receiver: UnitPlan;
  readonly sent: ComplaintRecord;
  readonly received: ComplaintRecord;
}

/** Who hands over to whom; both rows come from {@link transferPair}. */
export interface TransferRoute {
  readonly index: number;
  readonly day: number;
  readonly province: string;
  readonly sender: UnitPlan;
  readonly receiver: UnitPlan;
}

/**
 * All hand-overs: most from the Commission to a department, the others from an association to the department of its
 * province, or from one department to another.
 */
export function transferRoutes(world: DemoWorld): readonly TransferRoute[] {
  const count = Math.max(FEWEST, Math.round(PAIRS * world.scale));
  const routes: TransferRoute[] = [];
  for (let index = 0; index < count; index++) {
    const random = randomOf(`${world.seed}/transfer/${index}`);
    const day = FIRST_DAY + Math.floor((index / count) * (AS_OF_DAY - QUIET_DAYS - FIRST_DAY));
    const province = world.drawProvince(random);
    const from = random.chance(0.7) ? 'VCC' : random.chance(0.65) ? `HBV-${province}` : `SCT-${world.drawProvince(random)}`;
    const receiver = present(world, `SCT-${province}`, day) ?? present(world, 'SCT-79', day);
    const sender = present(world, from, day) ?? present(world, 'VCC', day);
    if (receiver === undefined || sender === undefined) continue;
    const to = receiver.unit === sender.unit ? present(world, 'VCC', day) : sender;
    if (to !== undefined) routes.push({ index, day, province: receiver.province ?? province, sender: to, receiver });
  }
  return routes;
}

function present(world: DemoWorld, unit: string, day: number): UnitPlan | undefined {
  const plan = world.plans.get(unit);
  return plan !== undefined && !plan.zero && plan.complaints > 0 && day >= plan.fromDay ? plan : undefined;
}

/** Both rows of a hand-over. The sender's shows no course of its own after it; the receiver's begins when it took effect. */
export function transferPair(world: DemoWorld, route: TransferRoute): TransferPair {
  const { sender, receiver, index, day, province } = route;
  const random = randomOf(`${world.seed}/transfer-rows/${index}`);
  const { received, micros } = momentOn(day, sender, random);
  const number = String(index + 1).padStart(5, '0');
  const fromId = `${sender.unit}/${dateOfDay(day).slice(0, 4)}-C${number}`;
  const effectiveDay = day + random.between(1, QUIET_DAYS - 2);
  const effective = momentOn(effectiveDay, receiver, random);
  const toId = `${receiver.unit}/${dateOfDay(effectiveDay).slice(0, 4)}-N${number}`;
  const transfer: TransferRecord = {
    offeredAt: instantOf(Math.max(received + 60, (effectiveDay - 1) * DAY)),
    effectiveAt: instantOf(effective.received, effective.micros),
    fromId,
    toId,
    outsideBody: null,
  };
  const row = complaintOf(world, { plan: receiver, id: toId, originId: fromId, ...effective, channel: 'TRANSFER', transfer, province }, random);
  return { sender, receiver, received: row, sent: sentRow(world, route, row, transfer, { received, micros }) };
}

function sentRow(
  world: DemoWorld,
  { sender, index, province }: TransferRoute,
  row: ComplaintRecord,
  transfer: TransferRecord,
  moment: ReturnType<typeof momentOn>,
): ComplaintRecord {
  const id = row.originId;
  const random = randomOf(`${world.seed}/transfer-sent/${index}`);
  const first = complaintOf(world, { plan: sender, id, originId: id, ...moment, province }, random);
  return {
    ...row,
    id,
    channel: first.channel,
    provinceCode: first.provinceCode,
    status: 'TRANSFERRED_OUT',
    receivedAt: first.receivedAt,
    forwardedAt: null,
    resolvedAt: null,
    updatedAt: transfer.effectiveAt ?? first.receivedAt,
    steps: [],
    outcome: null,
    refusalGround: null,
    settledAmount: null,
    respondents: row.respondents.map((respondent) => ({ ...respondent, outcome: null, settledAmount: null })),
    transfer,
    events: sender.keepsEvents
      ? [
          { at: first.receivedAt, kind: 'RECEIVED', note: null },
          { at: transfer.effectiveAt ?? first.receivedAt, kind: 'TRANSFERRED_OUT', note: null },
        ]
      : [],
  };
}
