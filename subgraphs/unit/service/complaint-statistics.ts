import { type BoundaryMode, type ComplaintDimension, type DateBasis } from '../persistence/complaint-dimensions.ts';
import { type ComplaintCriteria, checkRange, complaintConditions } from '../persistence/complaint-filter.ts';
import {
  type ComplaintMeasures,
  type MeasuredGroup,
  measureComplaints,
  type StatisticsQuery,
  type WantedMeasures,
} from '../persistence/complaint-statistics.ts';
import type { RowReader } from '../persistence/database.ts';
import { byId, checkDimensions, type DimensionValue, fullValues, groupId } from './dimensions.ts';
import type { Selected } from './selection.ts';
import type { UnitContext } from './unit-context.ts';

/** What statistics are asked with. */
export interface StatisticsArguments {
  readonly filter: ComplaintCriteria | null | undefined;
  readonly groupBy: readonly ComplaintDimension[];
  readonly dateBasis: DateBasis;
  readonly boundaries: BoundaryMode;
}

/** Values of a group's dimensions under the names of the graph. */
export type DimensionFields = Readonly<Record<string, unknown>>;

/** Counted complaints; what was not selected is empty. */
export interface CountedComplaints {
  readonly total: ComplaintMeasures;
  readonly groups: readonly { readonly id: string; readonly dimensions: DimensionFields; readonly measures: ComplaintMeasures }[];
}

const nothing: ComplaintMeasures = {
  openAtStart: 0,
  received: 0,
  resolved: 0,
  openAtEnd: 0,
  transferred: 0,
  claimed: { count: 0, sum: '0' },
  settled: { count: 0, sum: '0' },
  resolutionDays: { count: 0, sum: '0', histogram: [] },
  steps: [],
};

/**
 * Counts this unit's complaints. The period is the range of the date basis in the filter; the rest of the filter says which
 * complaints are looked at.
 * @param selected below the field, so that only what is asked for is computed
 * @throws CallerError TOO_MANY_DIMENSIONS, DIMENSION_REPEATED, RANGE_REVERSED; OperatorError DATABASE_UNAVAILABLE
 */
export async function countedComplaints(context: UnitContext, args: StatisticsArguments, selected: Selected): Promise<CountedComplaints> {
  checkDimensions(args.groupBy);
  const query = statisticsQuery(context, args);
  if (query === 'nothing') return { total: nothing, groups: [] };
  const ofTotal = selected.below('total');
  const ofGroups = args.groupBy.length > 0 ? selected.below('groups') : undefined;
  const read = async (reader: RowReader): Promise<CountedComplaints> => {
    const total = ofTotal && (await measureComplaints(reader, { ...query, groupBy: [], wanted: wantedOf(ofTotal) }));
    const groups = ofGroups && (await measureComplaints(reader, { ...query, wanted: wantedOf(ofGroups.below('measures')) }));
    return { total: total?.[0]?.measures ?? nothing, groups: namedGroups(context, args, groups ?? []) };
  };
  return context.unit.database.snapshot(read);
}

function statisticsQuery({ unit, at }: UnitContext, { filter, groupBy, dateBasis, boundaries }: StatisticsArguments): StatisticsQuery | 'nothing' {
  const field = dateBasis === 'RECEIVED' ? 'received' : 'resolved';
  const period = filter?.[field] ?? {};
  checkRange(field, period);
  const conditions = complaintConditions({ ...filter, [field]: null }, { unit: unit.code, kind: unit.kind }, at);
  if (conditions === 'nothing') return 'nothing';
  const wanted = { amounts: false, days: false, histogram: false, steps: false };
  return { conditions, at, from: period.from ?? null, to: period.to ?? at, basis: dateBasis, boundaries, groupBy, wanted };
}

function wantedOf(measures: Selected | undefined): WantedMeasures {
  const days = measures?.below('resolutionDays');
  return {
    amounts: measures?.any('claimed', 'settled') ?? false,
    days: days !== undefined,
    histogram: days?.any('histogram', 'p50', 'p90') ?? false,
    steps: measures?.any('steps') ?? false,
  };
}

function namedGroups(
  { unit }: UnitContext,
  { groupBy, boundaries }: StatisticsArguments,
  groups: readonly MeasuredGroup[],
): CountedComplaints['groups'] {
  const own = { UNIT: unit.code, UNIT_KIND: unit.kind };
  const counted = groups.filter(({ measures: m }) => m.openAtStart + m.received + m.resolved + m.openAtEnd + m.transferred > 0);
  return byId(
    counted.map((group) => {
      const values = fullValues<ComplaintDimension>(groupBy, group.values, own);
      const fields = groupBy.map((dimension, index) => dimensionFields(dimension, values[index] ?? null, group, boundaries));
      return { id: groupId(values), dimensions: Object.assign({}, ...fields) as DimensionFields, measures: group.measures };
    }),
  );
}

const stub = (code: DimensionValue): { readonly code: DimensionValue } | null => (code === null ? null : { code });

function dimensionFields(dimension: ComplaintDimension, value: DimensionValue, group: MeasuredGroup, boundaries: BoundaryMode): DimensionFields {
  switch (dimension) {
    case 'PROVINCE':
      return boundaries === 'CURRENT'
        ? { province: stub(value) }
        : { province: stub(group.province), provinceRecorded: recorded(String(value), group) };
    case 'UNIT':
      return { unit: stub(value) };
    case 'SECTOR':
      return { sector: stub(value) };
    case 'BEHAVIOUR':
      return { behaviour: stub(value) };
    case 'UNIT_KIND':
      return { unitKind: value };
    case 'TRANSACTION_TYPE':
      return { transactionType: value };
    default:
      return { [dimension.toLowerCase()]: value };
  }
}

function recorded(id: string, group: MeasuredGroup): DimensionFields {
  const split = id.lastIndexOf('@');
  const [code, validTo] = split === -1 ? [id, null] : [id.slice(0, split), id.slice(split + 1)];
  return { id, code, name: group.recordedName ?? code, validTo };
}
