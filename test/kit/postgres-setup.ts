import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningPostgres, startPostgres } from '../../scripts/embedded-postgres.ts';
import { clearOrphan } from '../../scripts/postgres/orphan.ts';
import { livingOwner } from '../../scripts/postgres/owner.ts';
import { BROKER_VARIABLE } from './postgres.ts';

const PREFIX = 'lien-thong-test-';
/** A directory this young may belong to a run that is about to write its owner's file. */
const JUST_STARTED_MS = 60_000;

/** What is left running between setup and teardown. */
export interface TestServer {
  close(): Promise<void>;
}

/** Kept on `process`: jest loads setup and teardown apart. */
export const testServer = process as NodeJS.Process & { lienThongTestServer?: TestServer };

/** Before a jest run: opens the place where test files ask for PostgreSQL, which starts when the first one asks. */
export default async function setup(): Promise<void> {
  await clearKilledRuns();
  let starting: Promise<{ postgres: RunningPostgres; directory: string }> | undefined;
  const broker = createServer((_, response) => {
    starting ??= start();
    starting.then(
      ({ postgres }) => response.end(postgres.adminUrl),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  process.env[BROKER_VARIABLE] = await address(broker);
  testServer.lienThongTestServer = {
    close: async () => {
      broker.close();
      broker.closeAllConnections();
      const started = await starting?.catch(() => undefined);
      if (started === undefined) return;
      await started.postgres.close();
      rmSync(started.directory, { recursive: true, force: true });
    },
  };
}

async function start(): Promise<{ postgres: RunningPostgres; directory: string }> {
  const directory = mkdtempSync(join(tmpdir(), PREFIX));
  // The account PostgreSQL runs under must be able to pass.
  chmodSync(directory, 0o711);
  const postgres = await startPostgres({ dataDir: join(directory, 'pg'), user: 'test', password: 'test', durable: false });
  return { postgres, directory };
}

function address(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

/** A run that was killed could not clear its server away; the next one does. */
async function clearKilledRuns(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const directory = join(tmpdir(), name);
    const dataDir = join(directory, 'pg');
    const age = Date.now() - (statSync(directory, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age < JUST_STARTED_MS || livingOwner(`${dataDir}.owner`) !== undefined) continue;
    await clearOrphan(dataDir, true);
    rmSync(directory, { recursive: true, force: true });
  }
}
