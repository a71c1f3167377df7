import type { Federation } from '../../../shared/config/federation.ts';
import { OperatorError } from '../../../shared/errors/errors.ts';
import type { UnitDatabase } from './database.ts';
import { type UnitIdentity, UnitIdentityEntity } from './entities/unit-facts.ts';

type Owner = Pick<Federation, 'federation' | 'referenceVersion'>;

/**
 * Whose database this is; null while nobody has stored anything in it.
 * @throws OperatorError DATABASE_MISMATCH when it belongs to another unit or federation, DATABASE_UNAVAILABLE
 */
export async function readIdentity(database: UnitDatabase, federation: Owner, unit: string): Promise<UnitIdentity | null> {
  const identity = await database.guard(() => database.entityManager().findOne(UnitIdentityEntity, { id: 1 }));
  if (identity !== null && (identity.unit !== unit || identity.federation !== federation.federation)) {
    throw new OperatorError(
      'DATABASE_MISMATCH',
      `the database named for ${unit} of ${federation.federation} belongs to ${identity.unit} of ${identity.federation}`,
    );
  }
  return identity;
}

/**
 * Makes the database the unit's own before the first record is stored.
 * @throws OperatorError DATABASE_MISMATCH when it belongs to another, or holds records derived with another version of the
 * reference data
 */
export async function claimDatabase(database: UnitDatabase, federation: Owner, unit: string): Promise<void> {
  const identity = await readIdentity(database, federation, unit);
  const { referenceVersion } = federation;
  if (identity === null) {
    await database.guard(() =>
      database.entityManager().insert(UnitIdentityEntity, { id: 1, unit, federation: federation.federation, referenceVersion }),
    );
  } else if (identity.referenceVersion !== referenceVersion) {
    throw new OperatorError(
      'DATABASE_MISMATCH',
      `the database of ${unit} was filled with reference data ${identity.referenceVersion}, the federation is at ${referenceVersion}`,
    );
  }
}
