import type { Federation, UnitEntry } from '../../../shared/config/federation.ts';
import type { UnitCode } from '../../../shared/domain/ids.ts';
import { AS_OF_DAY, dayNumber, FIRST_DAY } from './local-time.ts';
import { LARGE_PROVINCES } from './profile.ts';
import { randomOf } from './random.ts';

/** What the demonstration gives to one unit. */
export interface UnitPlan {
  readonly unit: UnitCode;
  readonly kind: UnitEntry['kind'];
  /** Code of today; undefined for bodies of the whole country. */
  readonly province: string | undefined;
  /** First day with records. */
  readonly fromDay: number;
  /** Complaints received first here; those that came by transfer are beside them. */
  readonly complaints: number;
  readonly mediations: number;
  /** The unit notes days, not times: many of its rows share an instant. */
  readonly daysOnly: boolean;
  readonly keepsEvents: boolean;
  readonly notesAcknowledgement: boolean;
  /** Days of a term of the province's own, besides the law's. */
  readonly localTerm: number | undefined;
  /** The unit confirmed that it had nothing to report. */
  readonly zero: boolean;
}

/** Units that began late, by their first day. */
export const LATE_STARTS: Readonly<Record<string, string>> = { 'SCT-04': '2026-03-01', 'SCT-12': '2026-03-01', 'HBV-19': '2026-06-01' };
/** The association that confirmed that it had nothing at all. */
export const ZERO_UNIT = 'HBV-46';
/** The association that confirmed that it mediated nothing in 2024; its mediations begin in 2025. */
export const NO_MEDIATION_IN_2024 = 'HBV-37';

const DAYS_ONLY = new Set<string>(['SCT-48', 'HBV-01']);
const LOCAL_TERMS: Readonly<Record<string, number>> = { 'SCT-48': 15, 'SCT-31': 20, 'SCT-92': 15 };
const VOLUME = { commission: 9_000, departments: 72_000, associations: 27_000, national: 4_000, mediations: 20_500, nationalMediations: 2_500 };
const ORDINARY_SHARE_FROM = 0.5;

/** Share of cases of each province of today, adding up to 1. */
export function provinceShares(federation: Federation): ReadonlyMap<string, number> {
  const large = Object.values(LARGE_PROVINCES).reduce((sum, share) => sum + share, 0);
  const others = federation.provinces.filter((province) => !(province.code in LARGE_PROVINCES));
  const weights = others.map((province) => ORDINARY_SHARE_FROM + randomOf(`share/${province.code}`).next());
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = new Map(Object.entries(LARGE_PROVINCES).map(([code, share]) => [code, share / 100]));
  others.forEach((province, index) => {
    shares.set(province.code, ((100 - large) / 100) * ((weights[index] ?? 0) / total));
  });
  return shares;
}

/**
 * The plan of every connected unit of the federation.
 * @param scale 1 for about 113,000 complaints and 22,800 mediations; every unit with records keeps at least three
 */
export function planUnits(federation: Federation, scale: number): readonly UnitPlan[] {
  const shares = provinceShares(federation);
  const units = federation.units.filter((unit) => unit.state !== 'EXPECTED' && unit.state !== 'RETIRED');
  const associations = units.filter((unit) => unit.kind === 'ASSOCIATION' && unit.province !== undefined && unit.code !== ZERO_UNIT);
  const associated = associations.reduce((sum, unit) => sum + (shares.get(unit.province ?? '') ?? 0), 0);
  return units.map((entry) => {
    const share = shares.get(entry.province ?? '') ?? 0;
    const ofAssociations = associated === 0 ? 0 : share / associated;
    const fromDay = dayNumber(LATE_STARTS[entry.code] ?? '2024-01-01');
    const present = (AS_OF_DAY - fromDay) / (AS_OF_DAY - FIRST_DAY);
    const zero = entry.code === ZERO_UNIT;
    const rows = (number: number): number => (zero || number === 0 ? 0 : Math.max(3, Math.round(number * present * scale)));
    return {
      ...habitsOf(entry),
      fromDay,
      zero,
      complaints: rows(complaintsOf(entry, share, ofAssociations)),
      mediations: rows(mediationsOf(entry, ofAssociations)),
    };
  });
}

function complaintsOf(entry: UnitEntry, share: number, ofAssociations: number): number {
  if (!entry.contracts.includes('complaints')) return 0;
  if (entry.province === undefined) return entry.kind === 'ASSOCIATION' ? VOLUME.national : VOLUME.commission;
  return entry.kind === 'ASSOCIATION' ? VOLUME.associations * ofAssociations : VOLUME.departments * share;
}

function mediationsOf(entry: UnitEntry, ofAssociations: number): number {
  if (!entry.contracts.includes('mediation')) return 0;
  return entry.province === undefined ? VOLUME.nationalMediations : VOLUME.mediations * ofAssociations;
}

function habitsOf(entry: UnitEntry): Omit<UnitPlan, 'fromDay' | 'complaints' | 'mediations' | 'zero'> {
  const own = randomOf(`habits/${entry.code}`);
  return {
    unit: entry.code,
    kind: entry.kind,
    province: entry.province,
    daysOnly: DAYS_ONLY.has(entry.code) || (own.chance(0.2) && entry.province !== '79'),
    keepsEvents: own.chance(0.35),
    notesAcknowledgement: own.chance(0.6),
    localTerm: LOCAL_TERMS[entry.code],
  };
}
