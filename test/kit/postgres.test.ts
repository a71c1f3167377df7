import pg from 'pg';
import { adminUrl, testDatabases } from './postgres.ts';

async function rows(url: string, text: string): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

describe('the databases of a test', () => {
  const databases = testDatabases();

  test('are empty, UTF8 and ordered by bytes', async () => {
    const { url } = await databases.create();
    expect(await rows(url, 'SHOW server_encoding')).toEqual([['UTF8']]);
    const ordered = await rows(url, "SELECT x FROM (VALUES ('đ'), ('a'), ('Z'), ('e')) AS t (x) ORDER BY x");
    expect(ordered.flat()).toEqual(['Z', 'a', 'e', 'đ']);
    expect(await rows(url, "SELECT lower('ĐIỆN')")).toEqual([['điện']]);
  });

  test('can be copies of a template', async () => {
    const template = await databases.create();
    await rows(template.url, 'CREATE TABLE kept AS SELECT 7 AS n');
    const copy = await databases.create(template.name);
    expect(await rows(copy.url, 'SELECT n FROM kept')).toEqual([[7]]);
  });

  test('have the extensions the units need', async () => {
    const { url } = await databases.create();
    await rows(url, 'CREATE EXTENSION pg_trgm');
    await rows(url, 'CREATE EXTENSION unaccent');
    expect(await rows(url, "SELECT unaccent('điện thoại')")).toEqual([['dien thoai']]);
  });

  test('lie on a server that listens on loopback only', async () => {
    expect(await rows(await adminUrl(), 'SHOW listen_addresses')).toEqual([['127.0.0.1']]);
  });
});
