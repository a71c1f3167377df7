import type { QueryPlanner } from '@graphql-hive/router-query-planner';
import { CallerError } from '../../shared/errors/errors.ts';
import { compilePlan, type PlanContext, type Step } from './compile-plan.ts';
import type { PlanNode } from './plan-nodes.ts';

/** A plan as made and as compiled. */
export interface CompiledPlan {
  readonly node: PlanNode | undefined;
  readonly step: Step;
}

/** Plans made at one time; planning is CPU work on threads beside ours. */
const AT_ONE_TIME = 2;
/** Requests that may wait for a plan before new ones are turned away. */
const WAITING = 256;
/** Plans kept. */
const KEPT = 2_000;

/** Makes and keeps plans. Equal texts asked for at one time are planned once. */
export class PlanCache {
  readonly #plans = new Map<string, Promise<CompiledPlan>>();
  readonly #queue: (() => void)[] = [];
  #running = 0;

  constructor(
    private readonly planner: QueryPlanner,
    private readonly context: PlanContext,
  ) {}

  /** @throws CallerError OVERLOADED or PLANNING_FAILED */
  plan(text: string): Promise<CompiledPlan> {
    const known = this.#plans.get(text);
    if (known !== undefined) {
      this.#plans.delete(text);
      this.#plans.set(text, known);
      return known;
    }
    const made = this.#make(text);
    this.#plans.set(text, made);
    made.catch(() => this.#plans.delete(text));
    if (this.#plans.size > KEPT) for (const oldest of this.#plans.keys()) return this.#drop(oldest, made);
    return made;
  }

  #drop(oldest: string, made: Promise<CompiledPlan>): Promise<CompiledPlan> {
    this.#plans.delete(oldest);
    return made;
  }

  async #make(text: string): Promise<CompiledPlan> {
    await this.#turn();
    try {
      const plan = (await this.planner.planAsync(text, null, new Set(), 0)) as { readonly node?: PlanNode };
      return { node: plan.node, step: compilePlan(plan.node, this.context) };
    } catch (cause) {
      throw new CallerError('PLANNING_FAILED', `no plan could be made: ${cause instanceof Error ? cause.message : String(cause)}`);
    } finally {
      const next = this.#queue.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }

  async #turn(): Promise<void> {
    if (this.#running >= AT_ONE_TIME) {
      if (this.#queue.length >= WAITING) throw new CallerError('OVERLOADED', 'too many operations wait to be planned');
      await new Promise<void>((resolve) => this.#queue.push(resolve));
      return;
    }
    this.#running += 1;
  }
}
