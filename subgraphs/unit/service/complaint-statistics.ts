import { type BoundaryMode, type ComplaintDimension, type DateBasis, dimensionValue } from '../persistence/complaint-dimensions.ts';
import { type ComplaintCriteria, checkRange, complaintConditions } from '../persistence/complaint-filter.ts';
import { type MeasuredGroup, measureComplaints } from '../persistence/complaint-statistics.ts';
import type { RowReader } from '../persistence/database.ts';
import { type ComplaintMeasures, noMeasures } from '../persistence/measures.ts';
import type { StatisticsQuery, WantedMeasures } from '../persistence/statistics-query.ts';
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

/**
 * Counts this unit's complaints. The period is the range of the date basis in the filter; the rest of the filter says which
 * complaints are looked at.
 * @param selected below the field, so that only what is asked for is computed
 * @throws CallerError TOO_MANY_DIMENSIONS, DIMENSION_REPEATED, RANGE_REVERSED; OperatorError DATABASE_UNAVAILABLE
 */
export async function countedComplaints(context: UnitContext, args: StatisticsArguments, selected: Selected): Promise<CountedComplaints> {
  checkDimensions(args.groupBy);
  const query = statisticsQuery(context, args);
  if (query === 'nothing') return { total: noMeasures, groups: [] };
  const ofTotal = selected.below('total');
  const ofGroups = args.groupBy.length > 0 ? selected.below('groups')?.below('measures') : undefined;
  const wantsGroups = args.groupBy.length > 0 && selected.any('groups');
  // A complaint stands in several groups by behaviour, so the total is counted apart from them.
  const apart = !wantsGroups || args.groupBy.includes('BEHAVIOUR');
  const read = async (reader: RowReader): Promise<CountedComplaints> => {
    const alone = { ...query, groupBy: [], withTotal: true, wanted: wantedOf(ofTotal) };
    const together = { ...query, withTotal: !apart && ofTotal !== undefined, wanted: wantedOf(ofGroups, apart ? undefined : ofTotal) };
    const whole = apart && ofTotal ? await measureComplaints(reader, alone) : [];
    const counted = wantsGroups ? await measureComplaints(reader, together) : [];
    const total = [...whole, ...counted].find(({ values }) => values === undefined);
    return { total: total?.measures ?? noMeasures, groups: namedGroups(context, args, counted) };
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
  const range = { from: period.from ?? null, to: period.to ?? at };
  return { conditions, at, ...range, basis: dateBasis, boundaries, groupBy, withTotal: false, wanted };
}

/** The measures that are selected in one of the places. */
function wantedOf(...places: readonly (Selected | undefined)[]): WantedMeasures {
  const days = places.map((place) => place?.below('resolutionDays'));
  return {
    amounts: places.some((place) => place?.any('claimed', 'settled')),
    days: days.some((place) => place !== undefined),
    histogram: days.some((place) => place?.any('histogram', 'p50', 'p90')),
    steps: places.some((place) => place?.any('steps')),
  };
}

function namedGroups(
  { unit }: UnitContext,
  { groupBy, boundaries }: StatisticsArguments,
  groups: readonly MeasuredGroup[],
): CountedComplaints['groups'] {
  const own = { UNIT: unit.code, UNIT_KIND: unit.kind };
  // Dimensions that are the same for every row of a unit make one group of all rows.
  const ownOnly = groupBy.every((dimension) => dimension in own);
  return byId(
    groups.filter(ownOnly ? countsAnything : ({ values }) => values !== undefined).map((group) => {
      const raw = fullValues<ComplaintDimension>(groupBy, group.values ?? [], own);
      const values = groupBy.map((dimension, index) => dimensionValue(dimension, raw[index] ?? null));
      const fields = groupBy.map((dimension, index) => dimensionFields(dimension, values[index] ?? null, group, boundaries));
      return { id: groupId(values), dimensions: Object.assign({}, ...fields) as DimensionFields, measures: group.measures };
    }),
  );
}

const countsAnything = ({ measures: m }: MeasuredGroup): boolean => m.openAtStart + m.received + m.resolved + m.openAtEnd + m.transferred > 0;

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
