import pg from 'pg';
import type { Federation } from '../../shared/config/federation.ts';
import type { UnitConfig } from '../../shared/config/unit.ts';
import type { UnitCode } from '../../shared/domain/ids.ts';
import type { ComplaintRecord, CoverageRecord } from '../../shared/domain/records.ts';
import { unitContracts } from '../../subgraphs/unit/app.ts';
import { loadUnit, migrateUnitDatabase, upsertComplaints } from '../../subgraphs/unit/persistence/ingest.ts';
import { unitOf } from '../oracle/rows.ts';
import { type TestDatabases, testDatabases } from './postgres.ts';
import { rowsOf, type World } from './worlds.ts';

const POOL_SIZE = 2;
const EMPTIED = ['event', 'step', 'respondent', 'complaint', 'mediation', 'contact_day', 'coverage', 'confirmed_zero'];

/** The databases of the units of one test file: one each, copies of a migrated template, made when first needed. */
export class UnitDatabases {
  readonly #databases: TestDatabases;
  #template: Promise<string> | undefined;
  readonly #urls = new Map<string, Promise<string>>();
  readonly #filled = new Set<string>();

  readonly #users = new AsyncDisposableStack();

  /** Call it where `afterAll` may be called. */
  constructor() {
    // Before the databases go, so does what is connected to them.
    afterAll(() => this.#users.disposeAsync());
    this.#databases = testDatabases();
  }

  /** Something that works with these databases and is disposed of before they are dropped, if not earlier. */
  usedBy(user: AsyncDisposable): void {
    this.#users.use(user);
  }

  /** Address of a unit's database. */
  url(unit: string): Promise<string> {
    const known = this.#urls.get(unit) ?? this.#create();
    this.#urls.set(unit, known);
    return known;
  }

  /** Settings of all units of a federation. */
  async configs(federation: Federation): Promise<UnitConfig[]> {
    const configs: UnitConfig[] = [];
    for (const { code, contracts } of federation.units) {
      const databaseUrl = await this.url(code);
      const own = contracts.filter((name) => name in unitContracts);
      configs.push({ unit: code, federation: federation.path, databaseUrl, poolSize: POOL_SIZE, maxPageSize: 200, contracts: own });
    }
    return configs;
  }

  /** Puts a world in the place of whatever the units hold. */
  async fill(federation: Federation, world: World, coverage: Readonly<Record<string, readonly CoverageRecord[]>> = {}): Promise<void> {
    await Promise.all(
      federation.units.map(async ({ code }) => {
        const url = await this.url(code);
        if (this.#filled.delete(code)) await empty(url);
        const rows = { ...rowsOf(world, code), coverage: coverage[code] ?? [] };
        if (Object.values(rows).every((list) => list.length === 0)) return;
        this.#filled.add(code);
        await loadUnit(url, federation, code, rows);
      }),
    );
  }

  /** Adds complaints, or puts them in the place of those with the same id. */
  async upsert(federation: Federation, complaints: readonly ComplaintRecord[]): Promise<void> {
    for (const unit of new Set(complaints.map(({ id }) => unitOf(id)))) {
      this.#filled.add(unit);
      const own = complaints.filter(({ id }) => unitOf(id) === unit);
      await upsertComplaints(await this.url(unit), federation, unit as UnitCode, own);
    }
  }

  async #create(): Promise<string> {
    this.#template ??= this.#databases.create().then(async ({ name, url }) => {
      await migrateUnitDatabase(url);
      return name;
    });
    const { url } = await this.#databases.create(await this.#template);
    return url;
  }
}

async function empty(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(EMPTIED.map((table) => `DELETE FROM ${table}`).join(';'));
  } finally {
    await client.end();
  }
}
