import type { Channel, ComplaintKind, Procedure, RefusalGround, TransactionType } from '../../../shared/domain/records.ts';
import { dayNumber } from './local-time.ts';
import { type Draw, drawOf } from './random.ts';

/** Share of cases by province of today, percent. Ho Chi Minh City as published for 2025; the others are made up. */
export const LARGE_PROVINCES: Readonly<Record<string, number>> = { '79': 36, '01': 17, '48': 5, '31': 4.5, '75': 4, '92': 3.2 };

/** Share of cases by sector, percent: e-commerce and travel as published for January to September 2025. */
export const SECTORS: readonly (readonly [string, number])[] = [
  ['ECOMMERCE', 21.7],
  ['TRAVEL', 8.7],
  ['HOME_ELECTRONICS', 8.3],
  ['FINANCE', 8.1],
  ['EVERYDAY_GOODS', 7.6],
  ['TELECOM', 7.5],
  ['FOOD', 5.6],
  ['TRANSPORT', 4.9],
  ['AVIATION', 4.4],
  ['REAL_ESTATE', 4.1],
  ['HEALTH_BEAUTY', 3.9],
  ['INSURANCE', 3.3],
  ['COMPUTER_INTERNET', 2.9],
  ['FASHION_JEWELLERY', 2.4],
  ['FURNITURE', 1.9],
  ['ENERGY_ENVIRONMENT', 1.4],
  ['EDUCATION', 1.3],
  ['ENTERTAINMENT', 0.9],
  ['OTHER', 0.8],
  ['UNMAPPED', 0.3],
];

/** Share of the first behaviour, percent: quality and delivery, and warranty, as published for the first half of 2016. */
export const BEHAVIOURS: readonly (readonly [string, number])[] = [
  ['QUALITY_DELIVERY', 27],
  ['WARRANTY', 21],
  ['DECEPTION', 9],
  ['NO_REFUND', 8.5],
  ['NOT_AS_DECLARED', 8],
  ['INFORMATION', 6],
  ['PRICE', 5.5],
  ['STANDARD_CONTRACT', 4],
  ['DELIVERY_FRAUD', 2.6],
  ['HARASSMENT', 1.8],
  ['DATA_MISUSE', 1.6],
  ['BANNED_TERMS', 1.2],
  ['TIED_SALE', 1],
  ['FORCED_PAYMENT', 0.9],
  ['FORCED_PURCHASE', 0.7],
  ['RECALL', 0.6],
  ['HIDDEN_SPONSORSHIP', 0.3],
  ['INSPECTION_BLOCKED', 0.2],
  ['UNMAPPED', 0.1],
];

export const drawSector: Draw<string> = drawOf(SECTORS);
export const drawBehaviour: Draw<string> = drawOf(BEHAVIOURS);

export const drawKind: Draw<ComplaintKind> = drawOf([
  ['COMPLAINT', 52],
  ['REPORT', 26],
  ['REQUEST', 16],
  ['RECOMMENDATION', 6],
]);

export const drawProcedure: Draw<Procedure> = drawOf([
  ['NEGOTIATION_SUPPORT', 58],
  ['ADVICE', 24],
  ['VIOLATION_HANDLING', 12],
  ['OTHER', 6],
]);

export const drawRefusalGround: Draw<RefusalGround> = drawOf([
  ['NO_EVIDENCE', 44],
  ['OUTSIDE_COMPETENCE', 26],
  ['NOT_A_CONSUMER', 14],
  ['ALREADY_SETTLED', 11],
  ['NO_CAPACITY', 5],
]);

/** From when each of the published channel shares holds, newest first. */
const WRITTEN: readonly { readonly from: number; readonly draw: Draw<Channel> }[] = [
  {
    from: dayNumber('2025-01-01'),
    draw: drawOf([
      ['ONLINE', 41.7],
      ['EMAIL', 40.8],
      ['POST', 17.3],
      ['PUBLIC_SERVICE_PORTAL', 0.2],
    ]),
  },
  {
    from: 0,
    draw: drawOf([
      ['POST', 73.3],
      ['EMAIL', 24.6],
      ['ONLINE', 1.1],
      ['PUBLIC_SERVICE_PORTAL', 0.8],
      ['OTHER', 0.2],
    ]),
  },
];

const SPOKEN: Draw<Channel> = drawOf([
  ['HOTLINE', 45],
  ['IN_PERSON', 55],
]);

/** Channel of a receipt: in writing as published for the Commission by period; `spoken` is the share of the others. */
export function channelDraw(day: number, spoken: number): Draw<Channel> {
  const written = WRITTEN.find((period) => day >= period.from)?.draw ?? SPOKEN;
  return (random) => (random.chance(spoken) ? SPOKEN : written)(random);
}

const SERVICES = new Set(['TELECOM', 'INSURANCE', 'FINANCE', 'ENERGY_ENVIRONMENT', 'EDUCATION']);
const CONTINUOUS: Draw<TransactionType | null> = drawOf([
  ['CONTINUOUS_SERVICE', 78],
  ['ORDINARY', 8],
  ['UNKNOWN', 5],
  [null, 9],
]);
const REMOTE: Draw<TransactionType | null> = drawOf([
  ['DISTANCE', 90],
  ['UNKNOWN', 4],
  [null, 6],
]);
const FACE_TO_FACE: Draw<TransactionType | null> = drawOf([
  ['ORDINARY', 66],
  ['DISTANCE', 14],
  ['DIRECT_SELLING', 5],
  ['UNKNOWN', 5],
  [null, 10],
]);

/** How the transaction came about, as far as recorded, by sector. */
export const transactionDraw = (sector: string): Draw<TransactionType | null> =>
  sector === 'ECOMMERCE' ? REMOTE : SERVICES.has(sector) ? CONTINUOUS : FACE_TO_FACE;

/** Middle of the claimed amounts of a sector, in dong. */
export const CLAIM_MIDDLE: Readonly<Record<string, number>> = {
  ECOMMERCE: 900_000,
  TRAVEL: 45_000_000,
  HOME_ELECTRONICS: 7_500_000,
  FINANCE: 18_000_000,
  INSURANCE: 30_000_000,
  REAL_ESTATE: 160_000_000,
  TRANSPORT: 25_000_000,
  AVIATION: 4_200_000,
  FURNITURE: 12_000_000,
  EDUCATION: 15_000_000,
  FOOD: 350_000,
  EVERYDAY_GOODS: 600_000,
};
