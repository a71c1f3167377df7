import type { Instant } from '../../../shared/domain/instant.ts';
import type { ComplaintStatus, Outcome, Procedure, RefusalGround, StepRecord } from '../../../shared/domain/records.ts';
import { AS_OF, DAY, dayOf, instantOf, type LocalSeconds } from './local-time.ts';
import { drawRefusalGround } from './profile.ts';
import { drawOf, type Random } from './random.ts';
import type { Terms } from './terms.ts';
import type { UnitPlan } from './unit-plan.ts';

/** How a matter went on after its receipt, as far as the data reach. */
export interface Course {
  readonly status: ComplaintStatus;
  readonly forwardedAt: LocalSeconds | undefined;
  readonly resolvedAt: LocalSeconds | undefined;
  readonly outcome: Outcome | null;
  readonly refusalGround: RefusalGround | null;
  /** The body outside the federation it was handed to. */
  readonly outsideBody: string | undefined;
  readonly steps: readonly StepRecord[];
}

/** What the course of a matter depends on. */
export interface CourseInput {
  readonly plan: UnitPlan;
  readonly procedure: Procedure;
  readonly received: LocalSeconds;
  /** Whether it may be handed to a body outside the federation. */
  readonly mayLeave: boolean;
  readonly terms: Terms;
  readonly random: Random;
}

/** Working days the law gives (Law 19/2023/QH15, articles 31 and 57). */
const TERM = { ACKNOWLEDGE: 3, FORWARD: 7, NEGOTIATE: 7, REFUSE_IN_WRITING: 7, REPORT_RESULT: 5 } as const;
const ARTICLE = { ACKNOWLEDGE: '31.2', FORWARD: '57.4', NEGOTIATE: '57.5', REFUSE_IN_WRITING: '57.6', REPORT_RESULT: '57.5' } as const;
type StatutoryStep = keyof typeof TERM;

const OUTSIDE_BODIES = ['Sở Du lịch', 'Sở Y tế', 'Ngân hàng Nhà nước khu vực', 'Công an cấp xã', 'Sở Xây dựng', 'Sở Giáo dục và Đào tạo'];

type Fate = 'RESOLVED' | 'REFUSED' | 'WITHDRAWN' | 'OUTSIDE' | 'STUCK';
const drawFate = drawOf<Fate>([
  ['RESOLVED', 83],
  ['REFUSED', 5.5],
  ['WITHDRAWN', 4],
  ['OUTSIDE', 2],
  ['STUCK', 5.5],
]);
const drawNegotiated = drawOf<Outcome>([
  ['SETTLED', 60],
  ['PARTLY_SETTLED', 14],
  ['NOT_SETTLED', 26],
]);
const drawHandled = drawOf<Outcome>([
  ['VIOLATION_FOUND', 45],
  ['NO_VIOLATION', 55],
]);
const drawOther = drawOf<Outcome>([
  ['ADVISED', 60],
  ['SETTLED', 20],
  ['NOT_SETTLED', 14],
  ['UNMAPPED', 6],
]);

/** The course of a matter: deterministic for a stream, nothing later than what the data are as of. */
export function courseOf(input: CourseInput): Course {
  const fate = drawFate(input.random);
  if (fate === 'REFUSED') return ended(input, 'REFUSED', 'REFUSED', later(input, input.received, 1, 9));
  if (fate === 'WITHDRAWN') return ended(input, 'WITHDRAWN', 'WITHDRAWN', later(input, input.received, 1, 30));
  if (fate === 'OUTSIDE' && input.mayLeave) return ended(input, 'TRANSFERRED_OUT', null, later(input, input.received, 1, 10));
  if (input.procedure === 'NEGOTIATION_SUPPORT') return negotiated(input, fate === 'STUCK');
  return handled(input, fate === 'STUCK');
}

/** A moment so many days later; at the beginning of its day where the unit notes days only, else in office hours. */
function later({ plan, random }: CourseInput, from: LocalSeconds, low: number, high: number): LocalSeconds {
  const day = dayOf(from) + random.between(low, high);
  const moment = day * DAY + random.between(8 * 3600, 17 * 3600);
  return plan.daysOnly ? Math.max(day * DAY, from) : Math.max(moment, from + 60);
}

const reached = (moment: LocalSeconds | undefined): LocalSeconds | undefined => (moment !== undefined && moment < AS_OF ? moment : undefined);
const textOf = (moment: LocalSeconds | undefined): Instant | null => (moment === undefined ? null : instantOf(moment));

function ended(input: CourseInput, status: ComplaintStatus, outcome: Outcome | null, at: LocalSeconds): Course {
  const resolvedAt = reached(at);
  const done = resolvedAt !== undefined;
  return {
    status: done ? status : 'RECEIVED',
    forwardedAt: undefined,
    resolvedAt,
    outcome: done ? outcome : null,
    refusalGround: done && status === 'REFUSED' ? drawRefusalGround(input.random) : null,
    outsideBody: done && status === 'TRANSFERRED_OUT' ? input.random.pick(OUTSIDE_BODIES) : undefined,
    steps: localStep(input, resolvedAt),
  };
}

function handled(input: CourseInput, stuck: boolean): Course {
  const { procedure, random } = input;
  const [low, high] = procedure === 'ADVICE' ? [0, 6] : procedure === 'VIOLATION_HANDLING' ? [15, 90] : [2, 40];
  const resolvedAt = stuck ? undefined : reached(later(input, input.received, low, high));
  const outcome: Outcome = procedure === 'ADVICE' ? 'ADVISED' : procedure === 'VIOLATION_HANDLING' ? drawHandled(random) : drawOther(random);
  return {
    status: resolvedAt === undefined ? 'RECEIVED' : 'RESOLVED',
    forwardedAt: undefined,
    resolvedAt,
    outcome: resolvedAt === undefined ? null : outcome,
    refusalGround: null,
    outsideBody: undefined,
    steps: localStep(input, resolvedAt),
  };
}

/** Forwarded to the trader, who answers, negotiates or refuses, and reports (Article 57). */
function negotiated(input: CourseInput, stuck: boolean): Course {
  const { random, received } = input;
  const soonOr = (from: LocalSeconds, soon: number, lastDay: number): LocalSeconds => {
    const inTime = random.chance(0.84);
    return later(input, from, inTime ? 1 : soon + 1, inTime ? soon : lastDay);
  };
  const forwarded = random.chance(stuck ? 0.6 : 1) ? soonOr(received, 8, 26) : undefined;
  const forwardedAt = reached(forwarded);
  const refuses = random.chance(0.12);
  const talksEnd = forwarded === undefined || refuses || stuck ? undefined : soonOr(forwarded, 9, 26);
  const reports = random.chance(0.9);
  const report = talksEnd !== undefined && reports ? later(input, talksEnd, 0, random.chance(0.84) ? 6 : 16) : undefined;
  const refusal = forwarded !== undefined && refuses && random.chance(0.7) ? later(input, forwarded, 1, 13) : undefined;
  const basis = report ?? refusal ?? (refuses ? forwarded : talksEnd);
  const resolvedAt = stuck || basis === undefined ? undefined : reached(later(input, basis, 0, 8));
  const outcome = refuses ? 'NOT_SETTLED' : drawNegotiated(random);
  return {
    status: resolvedAt === undefined ? openStatus(input, forwardedAt, talksEnd) : 'RESOLVED',
    forwardedAt,
    resolvedAt,
    outcome: resolvedAt === undefined ? null : outcome,
    refusalGround: null,
    outsideBody: undefined,
    steps: [...negotiationSteps(input, { forwardedAt, refuses, stuck, talksEnd, report, refusal }), ...localStep(input, resolvedAt)],
  };
}

function openStatus({ random }: CourseInput, forwardedAt: LocalSeconds | undefined, talksEnd: LocalSeconds | undefined): ComplaintStatus {
  if (forwardedAt === undefined) return 'RECEIVED';
  if (reached(talksEnd) !== undefined) return random.chance(0.5) ? 'MEDIATING' : 'NEGOTIATING';
  return random.chance(0.4) ? 'FORWARDED' : 'NEGOTIATING';
}

interface Negotiation {
  readonly forwardedAt: LocalSeconds | undefined;
  readonly refuses: boolean;
  readonly stuck: boolean;
  readonly talksEnd: LocalSeconds | undefined;
  readonly report: LocalSeconds | undefined;
  readonly refusal: LocalSeconds | undefined;
}

function negotiationSteps(input: CourseInput, course: Negotiation): StepRecord[] {
  const { plan, random, received } = input;
  const steps = [statutory(input, 'FORWARD', random.chance(0.97) ? received : undefined, course.forwardedAt)];
  if (course.forwardedAt === undefined) return steps;
  const acknowledged = random.chance(0.82) ? later(input, course.forwardedAt, 0, random.chance(0.85) ? 3 : 11) : undefined;
  steps.push(statutory(input, 'ACKNOWLEDGE', course.forwardedAt, acknowledged, plan.notesAcknowledgement));
  if (course.refuses) steps.push(statutory(input, 'REFUSE_IN_WRITING', course.forwardedAt, course.refusal));
  else steps.push(statutory(input, 'NEGOTIATE', course.forwardedAt, course.stuck ? undefined : course.talksEnd));
  const talksEnd = reached(course.talksEnd);
  if (talksEnd !== undefined) steps.push(statutory(input, 'REPORT_RESULT', talksEnd, course.report));
  return steps;
}

function statutory(
  { terms }: CourseInput,
  step: StatutoryStep,
  start: LocalSeconds | undefined,
  done: LocalSeconds | undefined,
  recorded = true,
): StepRecord {
  return {
    step,
    duty: step === 'FORWARD' ? 'UNIT' : 'TRADER',
    basis: 'STATUTORY',
    article: ARTICLE[step],
    startedAt: recorded ? textOf(start) : null,
    dueAt: recorded && start !== undefined ? terms(start, TERM[step]) : null,
    doneAt: recorded ? textOf(reached(done)) : null,
    recorded,
  };
}

function localStep({ plan, terms, received }: CourseInput, resolvedAt: LocalSeconds | undefined): StepRecord[] {
  if (plan.localTerm === undefined) return [];
  return [
    {
      step: 'LOCAL_ANSWER',
      duty: 'UNIT',
      basis: 'LOCAL',
      article: null,
      startedAt: instantOf(received),
      dueAt: terms(received, plan.localTerm),
      doneAt: textOf(resolvedAt),
      recorded: true,
    },
  ];
}
