import { parseRowId } from '../../../shared/domain/ids.ts';
import { CallerError } from '../../../shared/errors/errors.ts';

/**
 * An id that has the form of one, and the unit it names.
 * @throws CallerError MALFORMED_ID
 */
export function checkedRowId(id: unknown): { readonly id: string; readonly unit: string } {
  const parsed = typeof id === 'string' ? parseRowId(id) : undefined;
  if (typeof id !== 'string' || parsed === undefined)
    throw new CallerError('MALFORMED_ID', `${JSON.stringify(id)} is not of the form UNIT/local-number`);
  return { id, unit: parsed.unit };
}
