import fc from 'fast-check';
import type { ComplaintFilterInput, ComplaintOrderInput, MediationFilterInput, Range } from '../oracle/lists.ts';
import type { Dimension, StatisticsInput } from '../oracle/statistics.ts';
import { INSTANTS, VALUES } from './records.ts';
import { BEHAVIOURS, SECTORS } from './test-federation.ts';

/** A range that does not end before it begins; ends may be open. */
const range: fc.Arbitrary<Range> = fc
  .tuple(fc.option(fc.constantFrom(...INSTANTS), { freq: 4 }), fc.option(fc.constantFrom(...INSTANTS), { freq: 4 }))
  .map(([a, b]) => (a !== null && b !== null && a > b ? { from: b, to: a } : { from: a, to: b }));

const some = <T>(values: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...values], { minLength: 0 });

/** Every condition of a complaint filter by itself. */
const conditions = (units: readonly string[]) =>
  ({
    provinces: some(['10', '20', '30', '50', '40']),
    units: some(units),
    unitKinds: some(['DEPARTMENT', 'ASSOCIATION', 'AUTHORITY']),
    sectors: some([...SECTORS, 'unknown']),
    behaviours: some([...BEHAVIOURS, 'unknown']),
    kinds: some(VALUES.kinds),
    procedures: some(VALUES.procedures),
    channels: some(VALUES.channels),
    statuses: some(VALUES.statuses),
    outcomes: some(VALUES.outcomes),
    priority: fc.boolean(),
    platform: fc.constantFrom(...VALUES.platforms),
    traders: some(VALUES.traders),
    stepMissed: fc.constantFrom(...VALUES.steps),
    text: fc.constantFrom(...VALUES.texts),
    received: range,
    resolved: range,
    updated: range,
  }) satisfies { readonly [K in keyof Required<ComplaintFilterInput>]: fc.Arbitrary<ComplaintFilterInput[K]> };

/** The names of all conditions of a complaint filter. */
export const CONDITIONS = Object.keys(conditions([])) as (keyof ComplaintFilterInput)[];

/** A filter of one named condition. */
export const filterBy = (condition: keyof ComplaintFilterInput, units: readonly string[]): fc.Arbitrary<ComplaintFilterInput> =>
  (conditions(units)[condition] as fc.Arbitrary<unknown>).map((value) => ({ [condition]: value }));

/** A filter of at most three conditions, an explicit null among them at times. */
export const complaintFilter = (units: readonly string[]): fc.Arbitrary<ComplaintFilterInput> =>
  fc.subarray(CONDITIONS, { maxLength: 3 }).chain((names) => {
    const values = names.map((name) => fc.option(conditions(units)[name] as fc.Arbitrary<unknown>, { freq: 9 }));
    return fc.tuple(...values).map((chosen) => Object.fromEntries(names.map((name, index) => [name, chosen[index]])));
  });

/** All orders of complaints. */
export const ORDERS: readonly ComplaintOrderInput[] = (['RECEIVED_AT', 'UPDATED_AT', 'RESOLVED_AT', 'CLAIMED_AMOUNT'] as const).flatMap((field) =>
  (['ASC', 'DESC'] as const).map((direction) => ({ field, direction })),
);

/** A page size: small ones often, the largest at times. */
export const pageSize = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 8 }) },
  { weight: 1, arbitrary: fc.constantFrom(25, 50, 199, 200) },
);

/** All dimensions of complaint statistics. */
export const DIMENSIONS: readonly Dimension[] = [
  'PROVINCE',
  'UNIT',
  'UNIT_KIND',
  'SECTOR',
  'BEHAVIOUR',
  'KIND',
  'PROCEDURE',
  'CHANNEL',
  'STATUS',
  'OUTCOME',
  'PLATFORM',
  'TRANSACTION_TYPE',
  'MONTH',
  'QUARTER',
  'YEAR',
];

/** At most three dimensions, in any order. */
const groupBy = fc.uniqueArray(fc.constantFrom(...DIMENSIONS), { maxLength: 3 });

/** A question for complaint statistics; mostly with a range of its date basis. */
export const statisticsQuestion = (units: readonly string[]): fc.Arbitrary<StatisticsInput> =>
  fc
    .record({
      filter: complaintFilter(units),
      period: fc.option(range, { freq: 3 }),
      groupBy,
      dateBasis: fc.constantFrom('RECEIVED' as const, 'RESOLVED' as const),
      boundaries: fc.constantFrom('CURRENT' as const, 'AS_RECORDED' as const),
    })
    .map(({ period, filter, ...question }) => ({
      ...question,
      filter: period === null ? filter : { ...filter, [question.dateBasis === 'RECEIVED' ? 'received' : 'resolved']: period },
    }));

/** A filter of mediations. */
export const mediationFilter = (units: readonly string[]): fc.Arbitrary<MediationFilterInput> =>
  fc.record(
    { units: some(units), methods: some(VALUES.methods), outcomes: some(VALUES.mediationOutcomes), opened: range },
    { requiredKeys: [] },
  ) as fc.Arbitrary<MediationFilterInput>;

/** An instant written with another zone's offset, as callers may. */
export function withOffset(instant: string, hours: number): string {
  const shifted = new Date(Date.parse(instant) + hours * 3_600_000).toISOString().slice(0, 19);
  return `${shifted}${instant.slice(19, -1)}${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`;
}
