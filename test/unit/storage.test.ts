import { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { type Federation, loadFederation } from '../../shared/config/federation.ts';
import type { UnitCode } from '../../shared/domain/ids.ts';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';
import { UnitDatabase, unitEntities } from '../../subgraphs/unit/persistence/database.ts';
import { loadUnit, migrateUnitDatabase } from '../../subgraphs/unit/persistence/ingest.ts';
import { complaintIndexes } from '../../subgraphs/unit/persistence/migrations/initial-schema.ts';
import { testDatabases } from '../kit/postgres.ts';
import { generatedComplaints } from './generated-records.ts';
import { complaint, mediation } from './records.ts';

const unit = 'SCT-79' as UnitCode;

interface Column {
  readonly table_name: string;
  readonly column_name: string;
  readonly data_type: string;
  readonly is_nullable: string;
  readonly collation_name: string | null;
}

describe('storage of a unit', () => {
  const databases = testDatabases();
  let federation: Federation;
  const rowsOf = async <Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Row>(text)).rows;
    } finally {
      await client.end();
    }
  };
  const indexNames = async (url: string): Promise<string[]> =>
    (await rowsOf<{ name: string }>(url, `SELECT indexname AS name FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`)).map(({ name }) => name);
  const migrated = async (): Promise<string> => {
    const { url } = await databases.create();
    await migrateUnitDatabase(url);
    return url;
  };

  beforeAll(() => {
    federation = loadFederation(projectFile('federations/vietnam/federation.yaml'));
  });

  test('has the columns that the entities name, with their types', async () => {
    const url = await migrated();
    const orm = new MikroORM({ clientUrl: url, entities: [...unitEntities] });
    const expected = [...orm.getMetadata().getAll().values()].flatMap(({ tableName, props }) =>
      props.map(({ fieldNames, nullable, columnTypes }) => [`${tableName}.${fieldNames[0]}`, columnTypes[0]?.replace(/\(.*/, ''), nullable === true]),
    );
    await orm.close();
    const types: Readonly<Record<string, string>> = {
      'timestamp with time zone': 'timestamptz',
      integer: 'int',
      ARRAY: 'text[]',
    };
    const columns = await rowsOf<Column>(
      url,
      `SELECT * FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE 'mikro_orm%'`,
    );
    const found = columns.map(({ table_name, column_name, data_type, is_nullable }) => [
      `${table_name}.${column_name}`,
      types[data_type] ?? data_type,
      is_nullable === 'YES',
    ]);
    expect(found.sort()).toEqual(expected.sort());
  });

  test('orders every text by its bytes', async () => {
    const columns = await rowsOf<Column>(
      await migrated(),
      `SELECT * FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'text' AND table_name NOT LIKE 'mikro_orm%'`,
    );
    expect(columns.filter(({ collation_name }) => collation_name !== 'C')).toEqual([]);
  });

  test('may be migrated again and again, and taken down', async () => {
    const url = await migrated();
    await migrateUnitDatabase(url);
    const database = new UnitDatabase(url, 1);
    try {
      await database.migrateDown();
    } finally {
      await database.close();
    }
    expect((await indexNames(url)).filter((name) => name.startsWith('complaint'))).toEqual([]);
  });

  test('has all its indexes after a large load, and after one that failed half way', async () => {
    const url = await migrated();
    const before = await indexNames(url);
    expect(before.filter((name) => name.startsWith('complaint_') || name === 'step_due').length).toBe(complaintIndexes.length + 1);
    function* failing() {
      yield* generatedComplaints(federation, { unit, count: 5_001 });
      throw new Error('the source broke off');
    }
    await expect(loadUnit(url, federation, unit, { complaints: failing() })).rejects.toThrow('the source broke off');
    expect(await indexNames(url)).toEqual(before);
    const [count] = await rowsOf<{ count: string }>(url, 'SELECT count(*) FROM complaint');
    expect(count?.count).toBe('5000');
    await expect(
      rowsOf(url, `INSERT INTO step SELECT 'nobody', 0, step, duty, basis, article, started_at, due_at, done_at, recorded FROM step LIMIT 1`),
    ).rejects.toThrow('step_complaint');
  });

  test('refuses an id that is there already and keeps what was there', async () => {
    const url = await migrated();
    const one = [complaint('SCT-79/1', { summary: 'first' })];
    await loadUnit(url, federation, unit, { complaints: one });
    await expect(loadUnit(url, federation, unit, { complaints: [complaint('SCT-79/2'), complaint('SCT-79/1')] })).rejects.toThrow('duplicate key');
    expect(await rowsOf(url, 'SELECT id, summary FROM complaint')).toEqual([{ id: 'SCT-79/1', summary: 'first' }]);
  });

  test.each([
    ['an id of another unit', complaint('SCT-01/1')],
    ['an id that is none', complaint('1')],
    ['an origin that is no id', complaint('SCT-79/1', { originId: 'x' })],
    ['an amount that would be rounded', complaint('SCT-79/1', { claimedAmount: '0.005' })],
    ['an amount below nothing', complaint('SCT-79/1', { settledAmount: '-1' })],
    ['a province that no list has', complaint('SCT-79/1', { provinceCode: 'ZZ' })],
  ])('refuses %s', async (_name, record) => {
    await expect(loadUnit(await migrated(), federation, unit, { complaints: [record] })).rejects.toMatchObject({ code: 'ROW_VALUE' });
  });

  test('refuses a mediation of another unit', async () => {
    const mediations = [mediation('HBV-01/1')];
    await expect(loadUnit(await migrated(), federation, unit, { mediations })).rejects.toMatchObject({ code: 'ROW_VALUE' });
  });

  test('refuses records made with other reference data than those it holds', async () => {
    const url = await migrated();
    await loadUnit(url, federation, unit, {});
    const later = { ...federation, referenceVersion: 'later' };
    await expect(loadUnit(url, later, unit, {})).rejects.toMatchObject({ code: 'DATABASE_MISMATCH' });
  });
});
