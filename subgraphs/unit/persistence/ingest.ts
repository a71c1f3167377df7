import type { PoolClient } from 'pg';
import type { Federation } from '../../../shared/config/federation.ts';
import type { UnitCode } from '../../../shared/domain/ids.ts';
import type { ComplaintRecord, ContactRecord, CoverageRecord, MediationRecord } from '../../../shared/domain/records.ts';
import { completeIndexes, holdsNoComplaint, withoutIndexes } from './bulk-load.ts';
import { copyRows } from './copy.ts';
import {
  type ChildRow,
  complaintTarget,
  confirmedZeroTarget,
  contactTarget,
  coverageTarget,
  eventTarget,
  mediationTarget,
  respondentTarget,
  stepTarget,
} from './copy-targets.ts';
import { UnitDatabase } from './database.ts';
import { claimDatabase } from './identity.ts';
import { type Preparation, preparation } from './prepare.ts';
import { raw } from './sql.ts';

type Records<T> = Iterable<T> | AsyncIterable<T>;

/** Records of one unit, in any order. */
export interface UnitRecords {
  readonly complaints?: Records<ComplaintRecord>;
  readonly mediations?: Records<MediationRecord>;
  readonly contacts?: Records<ContactRecord>;
  /** One record for each contract. */
  readonly coverage?: Records<CoverageRecord>;
}

/** Rows stored by {@link loadUnit}. */
export interface LoadedRows {
  readonly complaints: number;
  readonly mediations: number;
  readonly contacts: number;
  readonly coverage: number;
}

/** Complaints of one transaction. */
const BATCH = 5_000;
/** A first batch from which on it pays to make the indexes afterwards. */
const BULK = 500;

/** Whose statistics are made after a load; those of the catalogue would take longer than a small unit's load. */
const LARGE_TABLES = 'complaint, respondent, step, event, mediation, contact_day';

/**
 * Brings a unit's database to the newest version; creates the tables of an empty one. The database itself must exist.
 * @throws OperatorError DATABASE_UNAVAILABLE
 */
export async function migrateUnitDatabase(databaseUrl: string): Promise<void> {
  await withDatabase(databaseUrl, async (database) => {
    await database.migrate();
    await completeIndexes(database);
  });
}

/**
 * Stores records that are not there yet, by COPY in batches of one transaction each. An id that is there already makes it
 * fail; earlier batches stay.
 * @throws OperatorError DATABASE_UNAVAILABLE, DATABASE_MISMATCH when the database belongs to another unit or was filled with
 * another version of the reference data, ROW_VALUE for a record that cannot be stored as it is or names an unknown province
 */
export async function loadUnit(databaseUrl: string, federation: Federation, unit: UnitCode, records: UnitRecords): Promise<LoadedRows> {
  return withDatabase(databaseUrl, async (database) => {
    await claimDatabase(database, federation, unit);
    const prepare = preparation(federation, unit);
    const loaded = {
      complaints: await loadComplaints(database, records.complaints, prepare),
      mediations: await inBatches(database, records.mediations, (client, batch) => copyRows(client, mediationTarget, batch.map(prepare.mediation))),
      contacts: await inBatches(database, records.contacts, (client, batch) => copyRows(client, contactTarget, batch)),
      coverage: await inBatches(database, records.coverage, storeCoverage),
    };
    await database.query(raw(`VACUUM (ANALYZE) ${LARGE_TABLES}`));
    return loaded;
  });
}

/**
 * Stores complaints, replacing those with the same id, in one transaction.
 * @throws OperatorError DATABASE_UNAVAILABLE, DATABASE_MISMATCH, ROW_VALUE
 */
export async function upsertComplaints(
  databaseUrl: string,
  federation: Federation,
  unit: UnitCode,
  complaints: readonly ComplaintRecord[],
): Promise<void> {
  await withDatabase(databaseUrl, async (database) => {
    await claimDatabase(database, federation, unit);
    const prepare = preparation(federation, unit);
    await database.transaction(async (client) => {
      await client.query('DELETE FROM complaint WHERE id = ANY($1)', [complaints.map(({ id }) => id)]);
      await storeComplaints(client, complaints, prepare);
    });
  });
}

async function withDatabase<T>(databaseUrl: string, work: (database: UnitDatabase) => Promise<T>): Promise<T> {
  const database = new UnitDatabase(databaseUrl, 2);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

async function loadComplaints(database: UnitDatabase, records: Records<ComplaintRecord> | undefined, prepare: Preparation): Promise<number> {
  let restore = async (): Promise<void> => undefined;
  const bulk = async (size: number): Promise<void> => {
    if (size >= BULK && (await holdsNoComplaint(database))) restore = await withoutIndexes(database);
  };
  try {
    return await inBatches(database, records, (client, batch) => storeComplaints(client, batch, prepare), bulk);
  } finally {
    await restore();
  }
}

async function inBatches<T>(
  database: UnitDatabase,
  records: Records<T> | undefined,
  store: (client: PoolClient, batch: readonly T[]) => Promise<void>,
  beforeFirst: (size: number) => Promise<void> = async () => undefined,
): Promise<number> {
  let count = 0;
  let batch: T[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    if (count === 0) await beforeFirst(batch.length);
    await database.transaction((client) => store(client, batch));
    count += batch.length;
    batch = [];
  };
  for await (const record of records ?? []) {
    batch.push(record);
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  return count;
}

async function storeComplaints(client: PoolClient, records: readonly ComplaintRecord[], prepare: Preparation): Promise<void> {
  const rows = records.map(prepare.complaint);
  const children = <Child>(of: (record: ComplaintRecord) => readonly Child[]): ChildRow<Child>[] =>
    records.flatMap((record) => of(record).map((child, position) => ({ complaintId: record.id, position, child })));
  await copyRows(client, complaintTarget, rows);
  await copyRows(
    client,
    respondentTarget,
    children((record) => record.respondents),
  );
  await copyRows(
    client,
    stepTarget,
    children((record) => record.steps),
  );
  await copyRows(
    client,
    eventTarget,
    children((record) => record.events),
  );
}

async function storeCoverage(client: PoolClient, records: readonly CoverageRecord[]): Promise<void> {
  const contracts = records.map(({ contract }) => contract);
  await client.query('DELETE FROM coverage WHERE contract = ANY($1)', [contracts]);
  await client.query('DELETE FROM confirmed_zero WHERE contract = ANY($1)', [contracts]);
  await copyRows(client, coverageTarget, records);
  await copyRows(
    client,
    confirmedZeroTarget,
    records.flatMap(({ contract, confirmedZero }) => confirmedZero.map((period) => ({ contract, ...period }))),
  );
}
