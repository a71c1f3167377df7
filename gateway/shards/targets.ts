import type { UnitCode } from '../../shared/domain/ids.ts';
import { CallerError } from '../../shared/errors/errors.ts';
import type { ArgumentRules } from '../supergraph/contract-rules.ts';
import type { JsonObject } from './gather/sourced.ts';
import { argumentAt, type FederationTime, type Period, periodOf } from './period.ts';
import type { Shard, Topology } from './topology.ts';

/** A unit whose records do not cover the whole period of a question. */
export interface OutsidePeriod {
  readonly unit: UnitCode;
  readonly coveredFrom: string | null;
  readonly coveredTo: string | null;
}

/** A period for which a unit confirmed that it has nothing to report. */
export interface ConfirmedZero {
  readonly unit: UnitCode;
  readonly from: string;
  readonly to: string;
}

/** Whom a question concerns, before anyone is asked. */
export interface Targets {
  /** Shards to ask, in order of unit code. */
  readonly ask: readonly Shard[];
  /** Connected units that may hold a part of the answer. */
  readonly expected: readonly UnitCode[];
  readonly notConnected: readonly UnitCode[];
  /** Units with no or with shorter records of the period. Those whose records begin after it are not asked. */
  readonly outsidePeriod: readonly OutsidePeriod[];
  readonly confirmedZero: readonly ConfirmedZero[];
}

/**
 * Chooses the shards of a gathered root field: all connected ones of the contract, less those that @prune arguments
 * leave out, less those whose records begin after the period. A unit nobody knows is the caller's error
 * UNKNOWN_UNIT. When an argument names no unit of the contract one shard is asked, which gives the empty answer its form.
 */
export function chooseTargets(
  topology: Topology,
  contract: string,
  rules: ArgumentRules,
  args: JsonObject,
  time: FederationTime,
  at: string,
): Targets {
  const named = namedUnits(topology, rules, args);
  const wanted = <T extends string>(unit: T): boolean => named === undefined || named.has(unit);
  const connected = topology.shards(contract);
  const candidates = connected.filter(({ unit }) => wanted(unit));
  const period = periodOf(rules, args, time, at);
  const covered = candidates.map((shard) => ({ shard, ...coverage(topology, contract, shard.unit, period) }));
  const inside = covered.filter(({ extent }) => extent !== 'NONE').map(({ shard }) => shard);
  const notConnected = topology.notConnected(contract).filter(wanted);
  const concernsNobody = candidates.length === 0 && notConnected.length === 0;
  return {
    ask: concernsNobody ? connected.slice(0, 1) : inside,
    expected: inside.map(({ unit }) => unit),
    notConnected,
    outsidePeriod: covered.flatMap(({ outside }) => outside ?? []),
    confirmedZero: covered.flatMap(({ zero }) => zero),
  };
}

function namedUnits(topology: Topology, rules: ArgumentRules, args: JsonObject): ReadonlySet<string> | undefined {
  let named: Set<string> | undefined;
  for (const path of rules.prune) {
    const value = argumentAt(args, path);
    if (value === undefined) continue;
    const units = (Array.isArray(value) ? value : [value]).map(String);
    for (const unit of units) {
      if (!topology.knows(unit)) throw new CallerError('UNKNOWN_UNIT', `no unit ${JSON.stringify(unit)} in ${path.join('.')}`, { unit });
    }
    const known = named;
    named = new Set(known === undefined ? units : units.filter((unit) => known.has(unit)));
  }
  return named;
}

interface Coverage {
  readonly extent: 'NONE' | 'PART' | 'WHOLE';
  readonly outside?: OutsidePeriod;
  readonly zero: readonly ConfirmedZero[];
}

function coverage(topology: Topology, contract: string, unit: UnitCode, { firstDay, lastDay }: Period): Coverage {
  const status = topology.status(contract, unit);
  if (status === undefined) return { extent: 'WHOLE', zero: [] };
  const { coveredFrom, coveredTo } = status;
  const zero = status.confirmedZero.filter(({ from, to }) => from <= lastDay && to >= firstDay).map(({ from, to }) => ({ unit, from, to }));
  // What was received before records ended may be open or resolved after; only what begins later holds nothing of the period.
  const none = coveredFrom !== null && coveredFrom > lastDay;
  const part = (coveredFrom !== null && coveredFrom > firstDay) || (coveredTo !== null && coveredTo < lastDay);
  if (!none && !part) return { extent: 'WHOLE', zero };
  return { extent: none ? 'NONE' : 'PART', outside: { unit, coveredFrom, coveredTo }, zero };
}
