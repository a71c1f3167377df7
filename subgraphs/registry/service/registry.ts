import type { CodeEntry, Federation, ProvinceEntry, UnitEntry } from '../../../shared/config/federation.ts';
import { type Boundaries, boundaries } from '../../../shared/domain/boundaries.ts';
import { CallerError } from '../../../shared/errors/errors.ts';

type UnitKind = UnitEntry['kind'];

/** What narrows a list of units; undefined narrows nothing. */
export interface UnitsWanted {
  readonly kind: UnitKind | undefined;
  readonly contract: string | undefined;
}

/** The reference data of one federation, from memory. */
export class Registry {
  readonly #provinces: ReadonlyMap<string, ProvinceEntry>;
  readonly #units: ReadonlyMap<string, UnitEntry>;
  readonly #sectors: ReadonlyMap<string, CodeEntry>;
  readonly #behaviours: ReadonlyMap<string, CodeEntry>;
  readonly #meaning: Boundaries;

  constructor(readonly federation: Federation) {
    this.#provinces = byCode(federation.provinces);
    this.#units = byCode<UnitEntry>(federation.units);
    this.#sectors = byCode(federation.sectors);
    this.#behaviours = byCode(federation.behaviours);
    this.#meaning = boundaries(federation.provinces);
  }

  /** Provinces of today; with a day, those that existed on it, themselves or as the bodies they were formed from. */
  provinces(on: string | undefined): readonly ProvinceEntry[] {
    if (on === undefined) return this.federation.provinces;
    return this.federation.provinces.filter(
      (province) => province.effectiveFrom <= on || province.formedFrom.some((former) => on <= former.effectiveTo),
    );
  }

  /**
   * The province of today that a code stands for. With a day, the code is read as of that day, so a former province gives
   * the one it lies in today. Undefined for a code that meant nothing on that day.
   */
  province(code: string, on?: string): ProvinceEntry | undefined {
    if (on === undefined) return this.#provinces.get(code);
    const recorded = this.#meaning(code, on);
    if (recorded === undefined || (recorded.validTo !== null && recorded.validTo < on)) return undefined;
    const province = this.#provinces.get(recorded.current);
    return recorded.validTo === null && province !== undefined && on < province.effectiveFrom ? undefined : province;
  }

  /** Units of the federation. Throws CallerError UNKNOWN_CODE for a contract that it has not. */
  units({ kind, contract }: UnitsWanted): readonly UnitEntry[] {
    if (contract !== undefined && !Object.hasOwn(this.federation.contracts, contract)) {
      const known = Object.keys(this.federation.contracts).join(', ');
      throw new CallerError('UNKNOWN_CODE', `no contract ${JSON.stringify(contract)}; there are ${known}`);
    }
    return this.federation.units.filter(
      (unit) => (kind === undefined || unit.kind === kind) && (contract === undefined || unit.contracts.includes(contract)),
    );
  }

  /** The unit of a code. */
  readonly unit = (code: string): UnitEntry | undefined => this.#units.get(code);
  /** The sector of a code. */
  readonly sector = (code: string): CodeEntry | undefined => this.#sectors.get(code);
  /** The behaviour of a code. */
  readonly behaviour = (code: string): CodeEntry | undefined => this.#behaviours.get(code);
}

function byCode<T extends { readonly code: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.code, item]));
}
