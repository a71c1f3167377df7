import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningPostgres, startPostgres } from '../../scripts/embedded-postgres.ts';
import { type Federation, loadFederation } from '../../shared/config/federation.ts';
import type { UnitCode } from '../../shared/domain/ids.ts';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';
import { loadUnit, migrateUnitDatabase } from '../../subgraphs/unit/persistence/ingest.ts';
import { generatedComplaints } from './generated-records.ts';
import { UnitStand } from './unit-stand.ts';

const unit = 'SCT-79';
const LIST = '{ complaints(first: 5) { edges { node { id respondents { trader { id } } } } } }';

describe('a unit whose database goes away', () => {
  let federation: Federation;
  let directory: string;
  let postgres: RunningPostgres;
  let stand: UnitStand;

  const start = (port?: number): Promise<RunningPostgres> =>
    startPostgres({ dataDir: join(directory, 'data'), user: 'unit', password: 'unit', durable: false, ...(port === undefined ? {} : { port }) });

  beforeAll(async () => {
    federation = loadFederation(projectFile('federations/vietnam/federation.yaml'));
    directory = await mkdtemp(join(tmpdir(), 'lien-thong-lost-'));
    postgres = await start();
    await postgres.createDatabase('unit');
    await migrateUnitDatabase(postgres.url('unit'));
    await loadUnit(postgres.url('unit'), federation, unit as UnitCode, { complaints: generatedComplaints(federation, { unit, count: 20 }) });
    stand = await UnitStand.start(federation, unit, postgres.url('unit'));
  });
  afterAll(async () => {
    await stand.close();
    await postgres.close();
    await rm(directory, { recursive: true, force: true });
  });

  test('says DATABASE_UNAVAILABLE with status 503 while it is away, and answers again when it is back', async () => {
    const before = await stand.ask('complaints', LIST);
    expect(before.errors).toEqual([]);

    await postgres.close();
    for (let attempt = 0; attempt < 3; attempt++) {
      const lost = await stand.ask('complaints', LIST);
      expect(lost.status).toBe(503);
      expect(lost.errors.map(({ extensions }) => extensions)).toEqual([{ code: 'DATABASE_UNAVAILABLE' }]);
      expect(JSON.stringify(lost.errors)).not.toMatch(/127\.0\.0\.1|ECONN|unit:unit|stack/);
    }
    expect(stand.faults.length).toBeGreaterThan(0);

    postgres = await start(postgres.port);
    expect((await stand.ask('complaints', LIST)).data).toEqual(before.data);
  });

  test('says so from the first request on when it was never there', async () => {
    const nowhere = await UnitStand.start(federation, unit, 'postgresql://unit:unit@127.0.0.1:9/unit');
    try {
      const answer = await nowhere.ask('complaints', LIST);
      expect(answer.status).toBe(503);
      expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['DATABASE_UNAVAILABLE']);
    } finally {
      await nowhere.close();
    }
  });

  test('refuses a database that belongs to another unit', async () => {
    const other = await UnitStand.start(federation, 'SCT-01', postgres.url('unit'));
    try {
      const answer = await other.ask('complaints', LIST);
      expect(answer.status).toBe(503);
      expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['DATABASE_MISMATCH']);
    } finally {
      await other.close();
    }
    await expect(loadUnit(postgres.url('unit'), federation, 'SCT-01' as UnitCode, {})).rejects.toMatchObject({ code: 'DATABASE_MISMATCH' });
  });

  test('refuses a database without our tables', async () => {
    await postgres.createDatabase('bare');
    const bare = await UnitStand.start(federation, unit, postgres.url('bare'));
    try {
      expect((await bare.ask('complaints', LIST)).errors.map(({ extensions }) => extensions.code)).toEqual(['DATABASE_MISMATCH']);
    } finally {
      await bare.close();
    }
  });
});
