import type { ContactRecord } from '../../../shared/domain/records.ts';
import { AS_OF_DAY, dateOfDay, dayNumber, FIRST_DAY } from './local-time.ts';
import { randomOf } from './random.ts';
import type { UnitPlan } from './unit-plan.ts';
import type { DemoWorld } from './world.ts';

/** Calls to the national hotline: first day, day after the last, calls. Published for the first, third and fourth period together. */
const CALLS: readonly (readonly [string, string, number])[] = [
  ['2024-01-01', '2024-09-01', 6_394],
  ['2024-09-01', '2025-01-01', 3_240],
  ['2025-01-01', '2025-10-01', 11_542],
  ['2025-10-01', '2026-01-01', 3_322],
  ['2026-01-01', '2026-11-15', 14_200],
];
/** Published for January to August 2024. */
const ANSWERED = 0.699;
const ADVISED_OF_ANSWERED = 0.9;
/** Contacts of a unit other than the Commission for every complaint it received. */
const PER_COMPLAINT = 0.9;

/** Contacts by day and channel; days without any are left out. The Commission's calls add up to the published figures at scale 1. */
export function* contactsOf(world: DemoWorld, plan: UnitPlan): Generator<ContactRecord> {
  if (plan.unit === 'VCC') yield* hotline(world);
  else if (!plan.zero) yield* spoken(world, plan);
}

function* hotline(world: DemoWorld): Generator<ContactRecord> {
  const days = world.days(FIRST_DAY);
  for (const [first, end, calls] of CALLS) {
    const [from, to] = [dayNumber(first), dayNumber(end)];
    let whole = 0;
    for (let day = from; day < to; day++) whole += days.shareOf(day);
    const total = Math.round(calls * world.scale);
    const answered = Math.round(calls * ANSWERED * world.scale);
    let share = 0;
    let [sent, taken] = [0, 0];
    for (let day = from; day < to; day++) {
      share += days.shareOf(day) / whole;
      const [sum, sumTaken] = day === to - 1 ? [total, answered] : [Math.floor(total * share), Math.floor(answered * share)];
      const [received, answeredToday] = [sum - sent, Math.min(sumTaken - taken, sum - sent)];
      [sent, taken] = [sum, taken + answeredToday];
      if (received > 0) yield row(day, 'HOTLINE', received, answeredToday);
    }
  }
}

function* spoken(world: DemoWorld, plan: UnitPlan): Generator<ContactRecord> {
  const days = world.days(plan.fromDay);
  const random = randomOf(`${world.seed}/${plan.unit}/contacts`);
  const channel = plan.kind === 'ASSOCIATION' ? 'IN_PERSON' : 'HOTLINE';
  let share = 0;
  let sent = 0;
  for (let day = plan.fromDay; day < AS_OF_DAY; day++) {
    share += days.shareOf(day);
    const received = Math.floor(plan.complaints * PER_COMPLAINT * share) - sent;
    sent += received;
    if (received > 0)
      yield row(day, channel, received, channel === 'IN_PERSON' ? received : received - (random.chance(0.3) ? random.between(0, received) : 0));
  }
}

function row(day: number, channel: ContactRecord['channel'], received: number, answered: number): ContactRecord {
  return { day: dateOfDay(day), channel, received, answered, advised: Math.floor(answered * ADVISED_OF_ANSWERED) };
}
