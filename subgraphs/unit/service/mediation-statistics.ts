import { type MediationCriteria, mediationConditions } from '../persistence/mediation-queries.ts';
import { type MediationDimension, type MediationMeasures, measureMediations } from '../persistence/mediation-statistics.ts';
import { byId, checkDimensions, fullValues, groupId } from './dimensions.ts';
import type { Selected } from './selection.ts';
import type { UnitContext } from './unit-context.ts';

/** What mediation statistics are asked with. */
export interface MediationStatisticsArguments {
  readonly filter: MediationCriteria | null | undefined;
  readonly groupBy: readonly MediationDimension[];
}

/** Counted mediations; what was not selected is empty. */
export interface CountedMediations {
  readonly total: MediationMeasures;
  readonly groups: readonly {
    readonly id: string;
    readonly unit: { readonly code: string } | null;
    readonly method: string | null;
    readonly outcome: string | null;
    readonly month: string | null;
    readonly measures: MediationMeasures;
  }[];
}

const nothing: MediationMeasures = { opened: 0, closed: 0, settled: 0, performed: 0, settledAmount: '0' };

/**
 * Counts this unit's mediations; the period is the range `opened` of the filter, and what was closed in it counts too.
 * @throws CallerError TOO_MANY_DIMENSIONS, DIMENSION_REPEATED, RANGE_REVERSED; OperatorError DATABASE_UNAVAILABLE
 */
export async function countedMediations(
  { unit, at }: UnitContext,
  { filter, groupBy }: MediationStatisticsArguments,
  selected: Selected,
): Promise<CountedMediations> {
  checkDimensions(groupBy);
  const conditions = mediationConditions(filter, unit.code);
  if (conditions === 'nothing') return { total: nothing, groups: [] };
  const period = { conditions, from: filter?.opened?.from ?? null, to: filter?.opened?.to ?? at };
  // One snapshot, so that groups and total are of the same records.
  const { total, groups } = await unit.database.snapshot(async (reader) => {
    const all = selected.any('total') ? await measureMediations(reader, { ...period, groupBy: [] }) : [];
    return { total: all[0], groups: groupBy.length > 0 && selected.any('groups') ? await measureMediations(reader, { ...period, groupBy }) : [] };
  });
  return {
    total: total?.measures ?? nothing,
    groups: byId(
      groups.map(({ values, measures }) => {
        const full = fullValues(groupBy, values, { UNIT: unit.code });
        const text = (dimension: MediationDimension): string | null => {
          const value = full[groupBy.indexOf(dimension)] ?? null;
          return value === null ? null : String(value);
        };
        const own = groupBy.includes('UNIT') ? { code: unit.code } : null;
        return { id: groupId(full), unit: own, method: text('METHOD'), outcome: text('OUTCOME'), month: text('MONTH'), measures };
      }),
    ),
  };
}
