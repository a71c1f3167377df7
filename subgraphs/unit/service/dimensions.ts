import { compareBytes } from '../../../shared/domain/text.ts';
import { CallerError } from '../../../shared/errors/errors.ts';

const MOST = 3;

/** @throws CallerError TOO_MANY_DIMENSIONS, DIMENSION_REPEATED */
export function checkDimensions(groupBy: readonly string[]): void {
  if (groupBy.length > MOST) throw new CallerError('TOO_MANY_DIMENSIONS', `groupBy names ${groupBy.length} dimensions, at most ${MOST} are counted`);
  const twice = groupBy.find((dimension, index) => groupBy.indexOf(dimension) !== index);
  if (twice !== undefined) throw new CallerError('DIMENSION_REPEATED', `groupBy names ${twice} twice`);
}

/** A value of a dimension. */
export type DimensionValue = string | number | null;

/** Values of all dimensions in the order asked for: those that rows decide from the row, the others the unit's own. */
export function fullValues<D extends string>(
  groupBy: readonly D[],
  values: readonly DimensionValue[],
  own: Partial<Record<D, string>>,
): readonly DimensionValue[] {
  const rest = [...values];
  return groupBy.map((dimension) => own[dimension] ?? rest.shift() ?? null);
}

/** The id of a group: canonical JSON of its values. */
export const groupId = (values: readonly DimensionValue[]): string => JSON.stringify(values);

/** Groups in the order of their ids by bytes. */
export const byId = <G extends { readonly id: string }>(groups: readonly G[]): G[] => [...groups].sort((a, b) => compareBytes(a.id, b.id));
