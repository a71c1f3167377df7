import type { Federation } from '../../../shared/config/federation.ts';
import type { ComplaintRecord, CoverageRecord } from '../../../shared/domain/records.ts';
import type { DemoFilling, DemoRecords } from '../filling.ts';
import { ownComplaint } from './complaint.ts';
import { contactsOf } from './contacts.ts';
import { AS_OF_DAY, dateOfDay } from './local-time.ts';
import { type Covered, mediationOf } from './mediation.ts';
import { type TransferRoute, transferPair, transferRoutes } from './transfer-pairs.ts';
import { NO_MEDIATION_IN_2024, type UnitPlan } from './unit-plan.ts';
import { DemoWorld } from './world.ts';

/** What to generate. */
export interface VietnamOptions {
  readonly federation: Federation;
  /** 1 for about 113,000 complaints and 22,800 mediations; 0.01 to 10. */
  readonly scale?: number;
  /** The same seed gives the same records. */
  readonly seed?: string;
}

/** The last day with records: the data are as of its end, whatever the clock says. */
export const DATA_UNTIL = dateOfDay(AS_OF_DAY - 1);

/**
 * Demonstration data of the federation of Viet Nam: generated, deterministic, shaped after published figures (share of Ho
 * Chi Minh City, sectors, channels, calls). Every row is a function of seed, unit and number, so units may be filled in
 * any order or at the same time. Throws RangeError for a scale outside 0.001 to 100.
 */
export function fillVietnam({ federation, scale = 1, seed = 'lien-thong' }: VietnamOptions): DemoFilling {
  if (!(scale >= 0.001 && scale <= 100)) throw new RangeError(`scale ${scale} is not from 0.001 to 100`);
  const world = new DemoWorld(federation, scale, seed);
  const routes = transferRoutes(world);
  return {
    units: [...world.plans.values()].map((plan) => plan.unit),
    recordsOf: (unit) => {
      const plan = world.plans.get(unit);
      if (plan === undefined) throw new RangeError(`no plan for unit ${unit}`);
      return recordsOf(world, plan, routes);
    },
  };
}

/** An iterable that starts its generator anew for every reader. */
const repeatable = <T>(start: () => Iterator<T>): Iterable<T> => ({ [Symbol.iterator]: start });

function recordsOf(world: DemoWorld, plan: UnitPlan, routes: readonly TransferRoute[]): DemoRecords {
  const covered = coveredBy(world, plan, routes);
  return {
    complaints: repeatable(() => complaintsOf(world, plan, routes)),
    mediations: repeatable(function* () {
      for (let index = 0; index < plan.mediations; index++) yield mediationOf(world, plan, covered, index);
    }),
    contacts: repeatable(() => contactsOf(world, plan)),
    coverage: coverageOf(world, plan),
  };
}

function* complaintsOf(world: DemoWorld, plan: UnitPlan, routes: readonly TransferRoute[]): Generator<ComplaintRecord> {
  for (let index = 0; index < plan.complaints; index++) yield ownComplaint(world, plan, index);
  for (const route of routes) {
    if (route.sender === plan) yield transferPair(world, route).sent;
    if (route.receiver === plan) yield transferPair(world, route).received;
  }
}

/** Mediations go by the unit of the origin, so a route counts for the unit that sent it. */
function coveredBy(world: DemoWorld, plan: UnitPlan, routes: readonly TransferRoute[]): Covered {
  const covers = world.federation.units.find((entry) => entry.code === plan.unit)?.covers ?? [];
  const plans = [...world.plans.values()].filter((other) => covers.includes('*') || covers.includes(other.unit));
  const units = new Set(plans);
  return { plans, routes: routes.filter((route) => units.has(route.sender) && units.has(route.receiver)) };
}

function coverageOf(world: DemoWorld, plan: UnitPlan): readonly CoverageRecord[] {
  const contracts = world.federation.units.find((entry) => entry.code === plan.unit)?.contracts ?? [];
  const coveredFrom = dateOfDay(plan.fromDay);
  return contracts.map((contract) => ({
    contract,
    coveredFrom,
    coveredTo: null,
    confirmedZero: confirmedZero(plan, contract, coveredFrom),
  }));
}

function confirmedZero(plan: UnitPlan, contract: string, coveredFrom: string): CoverageRecord['confirmedZero'] {
  if (plan.zero) return [{ from: coveredFrom, to: DATA_UNTIL }];
  if (plan.unit === NO_MEDIATION_IN_2024 && contract === 'mediation') return [{ from: '2024-01-01', to: '2024-12-31' }];
  return [];
}
