import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** Where the workers of a jest run ask for its one PostgreSQL; see `postgres-setup.ts`. */
export const BROKER_VARIABLE = 'LIEN_THONG_TEST_POSTGRES';

/** Databases of one test file. */
export interface TestDatabases {
  /** A new database, empty or a copy of a template (by its name); dropped when the file or `describe` is done. */
  create(template?: string): Promise<TestDatabase>;
}

/** One database. */
export interface TestDatabase {
  readonly name: string;
  /** `postgresql://…` of the owner, who may do everything. */
  readonly url: string;
}

/**
 * Databases on the PostgreSQL of this jest run, which starts with the first one asked for. Call it where `afterAll` may be
 * called: at the top of a test file or in a `describe`.
 */
export function testDatabases(): TestDatabases {
  const created: string[] = [];
  afterAll(async () => {
    for (const name of created.splice(0)) await asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
  return {
    create: async (template) => {
      const name = `t_${randomUUID().replaceAll('-', '')}`;
      const source = template === undefined ? '' : ` TEMPLATE ${pg.escapeIdentifier(template)} STRATEGY FILE_COPY`;
      await asAdmin(`CREATE DATABASE ${name}${source}`);
      created.push(name);
      const url = new URL(await adminUrl());
      url.pathname = `/${name}`;
      return { name, url: url.href };
    },
  };
}

/** Address of the database `postgres` of this jest run's server. */
export async function adminUrl(): Promise<string> {
  const broker = process.env[BROKER_VARIABLE];
  if (broker === undefined) throw new Error('tests with databases run under the project’s jest configuration');
  const response = await fetch(broker);
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: await adminUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
