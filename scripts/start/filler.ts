import type { UnitCode } from '../../shared/domain/ids.ts';
import { OperatorError } from '../../shared/errors/errors.ts';
import type { UnitRecords } from '../../subgraphs/unit/persistence/ingest.ts';
import { fillVietnam } from '../demo/vietnam/fill.ts';
import type { Recipe } from './marker.ts';

/** Where the records of a demonstration come from. */
export interface Filler {
  /** Units with a database. */
  readonly units: readonly UnitCode[];
  /** The records of a unit. */
  recordsOf(unit: UnitCode): UnitRecords;
}

/**
 * The filler that the federation file names.
 * @throws OperatorError CONFIG_INVALID when it names none
 */
export async function fillerOf({ federation, scale }: Recipe): Promise<Filler> {
  switch (federation.demonstration?.filler) {
    case 'vietnam':
      return fillVietnam({ federation, scale });
    default:
      throw new OperatorError('CONFIG_INVALID', `${federation.path} names no demonstration`, ['demonstration: says how the units are filled']);
  }
}
