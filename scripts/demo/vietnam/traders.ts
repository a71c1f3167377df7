import { type Random, randomOf } from './random.ts';

/** A trader that complaints are about; `id` is typed (`mst:…`), or of the unit's own for one without a tax code. */
export interface DemoTrader {
  readonly id: string;
  readonly name: string;
}

const TAX_WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/**
 * The tax code whose first nine digits are given: tenth digit = 10 - (weighted sum mod 11). Undefined where that sum is
 * a multiple of 11, since such codes are not given out.
 */
export function taxCode(nine: string): string | undefined {
  const sum = TAX_WEIGHTS.reduce((total, weight, index) => total + weight * Number(nine[index]), 0);
  return sum % 11 === 0 ? undefined : `${nine}${10 - (sum % 11)}`;
}

const FORMS = ['Công ty TNHH Minh Họa', 'Công ty Cổ phần Minh Họa', 'Công ty Thử Nghiệm', 'Tập đoàn Giả Định'];
const WORDS = [
  'Sao Bắc',
  'Biển Xanh',
  'Đồng Lúa',
  'Núi Trắng',
  'Hoa Mai',
  'Trăng Non',
  'Cầu Vồng',
  'Gió Nam',
  'Rừng Thông',
  'Sông Dài',
  'Mây Hồng',
  'Nắng Sớm',
];
const SHOPS = ['Cửa hàng', 'Quầy hàng', 'Đại lý', 'Hộ kinh doanh', 'Tiệm'];
/** Digital platforms, all made up. */
export const PLATFORM_NAMES = ['Sàn Minh Họa', 'Chợ Số Mẫu', 'Giỏ Hàng Thử', 'Mua Nhanh Mẫu', 'Phố Chợ Giả Định'];

const TRADERS_PER_SECTOR = 60;
const BRANCH_EVERY = 12;

/**
 * The traders of the demonstration. Their tax codes begin with 99, which no tax office gives out, and their check digits
 * fit. A few are met everywhere (the smaller the index, the more often), every twelfth is a branch.
 */
export class TraderBook {
  readonly #platforms: readonly DemoTrader[];
  readonly #bySector = new Map<string, readonly DemoTrader[]>();

  constructor(sectors: readonly string[]) {
    let number = 1_000;
    const nextCode = (): string => {
      for (;;) {
        const code = taxCode(`99${String(number++).padStart(7, '0')}`);
        if (code !== undefined) return code;
      }
    };
    this.#platforms = PLATFORM_NAMES.map((name) => ({ id: `mst:${nextCode()}`, name: `Công ty TNHH ${name}` }));
    for (const sector of sectors) {
      this.#bySector.set(
        sector,
        Array.from({ length: TRADERS_PER_SECTOR }, (_, index) => {
          const branch = index % BRANCH_EVERY === BRANCH_EVERY - 1 ? `-${String(index).padStart(3, '0')}` : '';
          return { id: `mst:${nextCode()}${branch}`, name: `${FORMS[index % FORMS.length]} ${WORDS[index % WORDS.length]} ${number}` };
        }),
      );
    }
  }

  /** A trader of the sector with a tax code; the first of the list are drawn most. */
  registered(sector: string, random: Random): DemoTrader {
    const list = this.#bySector.get(sector) ?? this.#platforms;
    return list[Math.floor(list.length * random.next() ** 2.5)] ?? random.pick(list);
  }

  /** A platform with its trader. */
  platform(random: Random): DemoTrader & { readonly platform: string } {
    const index = Math.floor(PLATFORM_NAMES.length * random.next() ** 1.6);
    const trader = this.#platforms[index] ?? random.pick(this.#platforms);
    return { ...trader, platform: PLATFORM_NAMES[index] ?? '' };
  }

  /** A small trader without a tax code, known to one unit only. */
  unregistered(unit: string, random: Random): DemoTrader {
    const number = random.between(1, 240);
    const own = randomOf(`${unit}/trader/${number}`);
    return { id: `${unit}/t-${String(number).padStart(5, '0')}`, name: `${own.pick(SHOPS)} Minh Họa ${own.pick(WORDS)} ${number}` };
  }
}
