import { CallerError } from '../../../shared/errors/errors.ts';
import { type ContactDimension, type ContactMeasures, measureContacts } from '../persistence/contact-statistics.ts';
import { byId, checkDimensions, fullValues, groupId } from './dimensions.ts';
import type { Selected } from './selection.ts';
import type { UnitContext } from './unit-context.ts';

/** What contact statistics are asked with; days from <= day < to. */
export interface ContactArguments {
  readonly from: string;
  readonly to: string;
  readonly groupBy: readonly ContactDimension[];
}

/** Counted contacts; what was not selected is empty. */
export interface CountedContacts {
  readonly total: ContactMeasures;
  readonly groups: readonly {
    readonly id: string;
    readonly unit: { readonly code: string } | null;
    readonly channel: string | null;
    readonly month: string | null;
    readonly measures: ContactMeasures;
  }[];
}

/**
 * Counts this unit's contacts.
 * @throws CallerError RANGE_REVERSED, TOO_MANY_DIMENSIONS, DIMENSION_REPEATED; OperatorError DATABASE_UNAVAILABLE
 */
export async function countedContacts({ unit }: UnitContext, { from, to, groupBy }: ContactArguments, selected: Selected): Promise<CountedContacts> {
  checkDimensions(groupBy);
  if (to < from) throw new CallerError('RANGE_REVERSED', `${to} lies before ${from}`);
  const measure = (dimensions: readonly ContactDimension[]) => measureContacts(unit.database, from, to, dimensions);
  const [total] = selected.any('total') ? await measure([]) : [];
  const groups = groupBy.length > 0 && selected.any('groups') ? await measure(groupBy) : [];
  return {
    total: total?.measures ?? { received: 0, answered: 0, advised: 0 },
    groups: byId(
      groups.map(({ values, measures }) => {
        const full = fullValues(groupBy, values, { UNIT: unit.code });
        const text = (dimension: ContactDimension): string | null => {
          const value = full[groupBy.indexOf(dimension)] ?? null;
          return value === null ? null : String(value);
        };
        return {
          id: groupId(full),
          unit: groupBy.includes('UNIT') ? { code: unit.code } : null,
          channel: text('CHANNEL'),
          month: text('MONTH'),
          measures,
        };
      }),
    ),
  };
}
