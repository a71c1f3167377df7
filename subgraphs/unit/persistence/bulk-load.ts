import type { UnitDatabase } from './database.ts';
import { childReferences, complaintIndexes } from './migrations/initial-schema.ts';
import { raw, sql } from './sql.ts';

const nameOfIndex = (statement: string): string => /CREATE INDEX (\w+)/.exec(statement)?.[1] ?? '';

/**
 * Takes the indexes and references of the complaint tables away and gives a function that makes them again: filling an
 * empty table without them takes a third of the time. Makes nothing that is already there, so it also mends what an
 * interrupted load left behind.
 */
export async function withoutIndexes(database: UnitDatabase): Promise<() => Promise<void>> {
  await database.transaction(async (client) => {
    for (const index of complaintIndexes) await client.query(`DROP INDEX IF EXISTS ${nameOfIndex(index)}`);
    for (const { table, constraint } of childReferences) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS ${constraint}`);
  });
  return () => completeIndexes(database);
}

/** Makes the indexes and references of the complaint tables that are missing. */
export async function completeIndexes(database: UnitDatabase): Promise<void> {
  const known = await database.query<{ name: string }>(
    sql`SELECT relname AS name FROM pg_class WHERE relkind = 'i' UNION ALL SELECT conname FROM pg_constraint WHERE contype = 'f'`,
  );
  const names = new Set(known.map(({ name }) => name));
  const missing = [
    ...complaintIndexes.filter((statement) => !names.has(nameOfIndex(statement))),
    ...childReferences.filter(({ constraint }) => !names.has(constraint)).map(({ statement }) => statement),
  ];
  for (const statement of missing) await database.query(raw(statement));
}

/** Whether the unit has no complaint yet. */
export async function holdsNoComplaint(database: UnitDatabase): Promise<boolean> {
  return (await database.query(sql`SELECT 1 FROM complaint LIMIT 1`)).length === 0;
}
