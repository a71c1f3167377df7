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
  // One snapshot, so that groups and total are of the same records.
  const { total, groups } = await unit.database.snapshot(async (reader) => {
    const all = selected.any('total') ? await measureContacts(reader, from, to, []) : [];
    return { total: all[0], groups: groupBy.length > 0 && selected.any('groups') ? await measureContacts(reader, from, to, groupBy) : [] };
  });
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
