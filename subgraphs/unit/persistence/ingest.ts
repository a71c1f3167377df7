import type { Federation } from '../../../shared/config/federation.ts';
import type { UnitCode } from '../../../shared/domain/ids.ts';
import type { ComplaintRecord, ContactRecord, CoverageRecord, MediationRecord } from '../../../shared/domain/records.ts';

/** Records of one unit, in any order. */
export interface UnitRecords {
  readonly complaints?: Iterable<ComplaintRecord> | AsyncIterable<ComplaintRecord>;
  readonly mediations?: Iterable<MediationRecord> | AsyncIterable<MediationRecord>;
  readonly contacts?: Iterable<ContactRecord> | AsyncIterable<ContactRecord>;
  readonly coverage?: Iterable<CoverageRecord> | AsyncIterable<CoverageRecord>;
}

/** Rows stored by {@link loadUnit}. */
export interface LoadedRows {
  readonly complaints: number;
  readonly mediations: number;
  readonly contacts: number;
  readonly coverage: number;
}

/**
 * Brings a unit's database to the newest version; creates the tables of an empty one. The database itself must exist.
 * @throws OperatorError DATABASE_UNAVAILABLE
 */
export async function migrateUnitDatabase(databaseUrl: string): Promise<void> {
  throw new Error(`not built: ${databaseUrl}`);
}

/**
 * Stores records that are not there yet, by COPY in batches. Ids that are there already make it fail.
 * @throws OperatorError DATABASE_UNAVAILABLE, DATABASE_MISMATCH when the database belongs to another unit
 */
export async function loadUnit(databaseUrl: string, federation: Federation, unit: UnitCode, records: UnitRecords): Promise<LoadedRows> {
  throw new Error(`not built: ${databaseUrl} ${federation.name} ${unit} ${Object.keys(records).join()}`);
}

/**
 * Stores complaints, replacing those with the same id, in one transaction.
 * @throws OperatorError DATABASE_UNAVAILABLE, DATABASE_MISMATCH
 */
export async function upsertComplaints(
  databaseUrl: string,
  federation: Federation,
  unit: UnitCode,
  complaints: readonly ComplaintRecord[],
): Promise<void> {
  throw new Error(`not built: ${databaseUrl} ${federation.name} ${unit} ${complaints.length}`);
}
