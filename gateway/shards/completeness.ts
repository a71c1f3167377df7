import type { UnitCode } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { ConfirmedZero, OutsidePeriod, Targets } from './targets.ts';
import type { Topology } from './topology.ts';

/** Why a unit that was to answer did not (docs/completeness.md). */
export type MissingReason = 'TIMEOUT' | 'UNAVAILABLE' | 'REFUSED' | 'INVALID' | 'ERROR' | 'REFERENCE_VERSION' | 'EARLIER_PAGE' | 'NOT_CONNECTED';

/** A unit that was to answer and did not. */
export interface MissingUnit {
  readonly unit: UnitCode;
  readonly contract: string;
  readonly reason: MissingReason;
  readonly lastSeen: Instant | null;
}

/** What must have answered for a root field to be given at all. */
export interface Policy {
  readonly require: 'ALL' | 'QUORUM' | 'BEST_EFFORT';
  /** Under QUORUM the least share of known rows, 0 < share <= 1. */
  readonly share: number;
}

/** What the answer of one root field, or of an operation, covers. */
export interface CompletenessReport {
  readonly policy: Policy['require'];
  readonly expected: readonly UnitCode[];
  readonly asked: readonly UnitCode[];
  readonly live: readonly UnitCode[];
  readonly replica: readonly UnitCode[];
  readonly missing: readonly MissingUnit[];
  readonly notConnected: readonly UnitCode[];
  readonly outsidePeriod: readonly OutsidePeriod[];
  readonly confirmedZero: readonly ConfirmedZero[];
  readonly asOf: Instant;
  /** Share of the known rows of expected units that the answer covers; null when the rows of one are unknown. */
  readonly coverage: number | null;
}

/** Whether a policy is met; if not, why. */
export type Verdict = 'MET' | 'INCOMPLETE' | 'NO_ANSWER';

/** The account of one root field. */
export class FieldAccount {
  readonly #gave = new Set<UnitCode>();
  readonly #absent = new Set<UnitCode>();
  readonly #live = new Set<UnitCode>();
  readonly #missing = new Map<string, MissingUnit>();

  constructor(
    private readonly topology: Topology,
    readonly contract: string,
    readonly policy: Policy,
    readonly targets: Targets,
    readonly at: Instant,
  ) {}

  /** The unit gave its part. A unit missing on an earlier page of the walk stays missing. */
  answered(unit: UnitCode): void {
    this.#gave.add(unit);
    if (!this.#missing.has(`${this.contract}/${unit}`)) this.#live.add(unit);
  }

  /** The unit did not give its part of a contract; the first reason stands. */
  miss(contract: string, unit: UnitCode, reason: MissingReason): void {
    const key = `${contract}/${unit}`;
    if (contract === this.contract) this.#live.delete(unit);
    if (this.#missing.has(key)) return;
    this.#missing.set(key, { unit, contract, reason, lastSeen: this.topology.status(contract, unit)?.lastSeen ?? null });
  }

  /** A unit that may hold a part of the answer is not connected; it does not stand against ALL. */
  notConnected(unit: UnitCode): void {
    this.#absent.add(unit);
  }

  /** Whether the field may be given. Under ALL parts from other contracts count as well. */
  verdict(): Verdict {
    if (this.#gave.size === 0) return 'NO_ANSWER';
    if (this.policy.require === 'ALL') return this.#missing.size === 0 ? 'MET' : 'INCOMPLETE';
    if (this.policy.require === 'BEST_EFFORT') return 'MET';
    return this.#quorum() >= this.policy.share ? 'MET' : 'INCOMPLETE';
  }

  /** Share of known rows, or of units while rows are unknown. */
  #quorum(): number {
    const { expected } = this.targets;
    return this.#coverage() ?? (expected.length === 0 ? 1 : this.#live.size / expected.length);
  }

  #coverage(): number | null {
    const { expected } = this.targets;
    let [all, covered] = [0, 0];
    for (const unit of expected) {
      const status = this.topology.status(this.contract, unit);
      if (status === undefined) return null;
      all += status.rows;
      if (this.#live.has(unit)) covered += status.rows;
    }
    return all > 0 ? covered / all : this.#live.size >= expected.length ? 1 : 0;
  }

  /** The account as given to the client. */
  report(): CompletenessReport {
    const { expected, ask, outsidePeriod, confirmedZero } = this.targets;
    const notConnected = [...new Set([...this.targets.notConnected, ...this.#absent])].sort();
    return {
      policy: this.policy.require,
      expected,
      asked: ask.map(({ unit }) => unit),
      live: [...this.#live].sort(),
      replica: [],
      missing: [...this.#missing.values()].sort((a, b) => (a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : a.contract < b.contract ? -1 : 1)),
      notConnected,
      outsidePeriod,
      confirmedZero,
      asOf: this.at,
      coverage: this.#coverage(),
    };
  }
}

const STRICTNESS: readonly Policy['require'][] = ['BEST_EFFORT', 'QUORUM', 'ALL'];

/** One report over several root fields: lists united, the strictest policy, the least coverage, the earliest instant. */
export function unite(reports: readonly CompletenessReport[], at: Instant): CompletenessReport {
  const units = (of: (report: CompletenessReport) => readonly UnitCode[]): UnitCode[] => [...new Set(reports.flatMap(of))].sort();
  const distinct = <T>(of: (report: CompletenessReport) => readonly T[]): T[] => [
    ...new Map(reports.flatMap(of).map((item) => [JSON.stringify(item), item])).values(),
  ];
  const missing = distinct((report) => report.missing);
  const absent = new Set(missing.map(({ unit }) => unit));
  const coverages = reports.map(({ coverage }) => coverage);
  return {
    policy: STRICTNESS[Math.max(0, ...reports.map(({ policy }) => STRICTNESS.indexOf(policy)))] ?? 'BEST_EFFORT',
    expected: units((report) => report.expected),
    asked: units((report) => report.asked),
    live: units((report) => report.live).filter((unit) => !absent.has(unit)),
    replica: units((report) => report.replica),
    missing,
    notConnected: units((report) => report.notConnected),
    outsidePeriod: distinct((report) => report.outsidePeriod),
    confirmedZero: distinct((report) => report.confirmedZero),
    asOf: reports.map(({ asOf }) => asOf).sort()[0] ?? at,
    coverage: coverages.length === 0 || coverages.includes(null) ? null : Math.min(...(coverages as number[])),
  };
}
