import type { Federation, ProvinceEntry } from '../../../shared/config/federation.ts';
import { type WorkingDayClock, workingDayClock } from '../../../shared/domain/working-days.ts';
import { NEW_CODES_DAY } from './local-time.ts';
import { type Draw, drawOf, type Random } from './random.ts';
import { ReceiptDays } from './receipt-days.ts';
import { type Terms, termsOf } from './terms.ts';
import { TraderBook } from './traders.ts';
import { planUnits, provinceShares, type UnitPlan } from './unit-plan.ts';

/** Share of the province that gives the merged one its name, where several were merged. */
const NAMESAKE_SHARE = 0.7;

/** Everything that is the same for all rows of one filling. */
export class DemoWorld {
  readonly plans: ReadonlyMap<string, UnitPlan>;
  readonly traders: TraderBook;
  readonly terms: Terms;
  readonly drawProvince: Draw<string>;
  readonly #clock: WorkingDayClock;
  readonly #provinces: ReadonlyMap<string, ProvinceEntry>;
  readonly #days = new Map<number, ReceiptDays>();

  constructor(
    readonly federation: Federation,
    readonly scale: number,
    readonly seed: string,
  ) {
    this.plans = new Map(planUnits(federation, scale).map((plan) => [plan.unit, plan]));
    this.traders = new TraderBook(federation.sectors.map((sector) => sector.code));
    this.#clock = workingDayClock(federation.calendar, federation.timeZone);
    this.terms = termsOf(this.#clock);
    this.drawProvince = drawOf([...provinceShares(federation)]);
    this.#provinces = new Map(federation.provinces.map((province) => [province.code, province]));
  }

  /** The spread of receipts over the days from the first one. */
  days(fromDay: number): ReceiptDays {
    const known = this.#days.get(fromDay);
    if (known) return known;
    const days = new ReceiptDays(this.#clock, fromDay);
    this.#days.set(fromDay, days);
    return days;
  }

  /** The code written on a day for a province of today: that of one of the provinces it was formed from, before the mergers. */
  codeWritten(province: string, day: number, random: Random): string {
    const former = this.#provinces.get(province)?.formedFrom ?? [];
    if (day >= NEW_CODES_DAY || former.length === 0) return province;
    const name = this.#provinces.get(province)?.name.replace(/^\S+(?: phố)? /, '');
    const namesake = former.find((item) => item.name.endsWith(name ?? ''));
    if (namesake !== undefined && random.chance(NAMESAKE_SHARE)) return namesake.code;
    return random.pick(former).code;
  }
}
