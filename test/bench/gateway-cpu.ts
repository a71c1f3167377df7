import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fillFederation } from '../../scripts/demo/fill.ts';
import { startPostgres } from '../../scripts/embedded-postgres.ts';
import { loadFederation } from '../../shared/config/federation.ts';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';
import { startRegistry } from '../../subgraphs/registry/app.ts';
import { startUnits } from '../../subgraphs/unit/app.ts';
import { loadUnit, migrateUnitDatabase } from '../../subgraphs/unit/persistence/ingest.ts';

/**
 * CPU of the gateway for each request: a page of 50 over all intakes and statistics, as JSON on standard output. The units,
 * their databases and the asker run in other processes, so only their waiting counts here, not their work.
 * Usage: node dist/test/bench/gateway-cpu.js [scale of the demonstration data, 0.05 by default] [requests, 300 by default]
 */
const [scale = '0.05', requests = '300'] = process.argv.slice(2);
const WARM_UP = 100;
const AT_ONCE = 2;

const QUESTIONS: Readonly<Record<string, string>> = {
  'page of 50': `{ complaints(first: 50) { pageInfo { hasNextPage endCursor } edges { cursor node {
    id kind channel status receivedAt resolvedAt outcome claimedAmount sector { code } province { code } respondents { name role }
  } } } }`,
  'page of 50 with names of the registry': `{ complaints(first: 50) { edges { node {
    id receivedAt status sector { name } province { name } unit { name }
  } } } }`,
  'page of 50 with mediations': '{ complaints(first: 50) { edges { node { id receivedAt mediations { id method openedAt } } } } }',
  'statistics, total': `{ complaintStatistics { total { received resolved openAtEnd claimed { count sum mean } resolutionDays { mean p50 p90 } } } }`,
  'statistics by province and sector': `{ complaintStatistics(groupBy: [PROVINCE, SECTOR]) {
    groups { id dimensions { province { code } sector { code } } measures { received resolved resolutionDays { mean p50 p90 } } }
  } }`,
};

await using stack = new AsyncDisposableStack();
const directory = mkdtempSync(join(tmpdir(), 'lien-thong-bench-'));
chmodSync(directory, 0o711);
stack.defer(() => rmSync(directory, { recursive: true, force: true }));
const postgres = await startPostgres({ dataDir: join(directory, 'pg'), user: 'bench', password: 'bench', durable: false });
stack.defer(() => postgres.close());

const federation = loadFederation(projectFile('federations/vietnam/federation.yaml'));
const filling = await fillFederation(federation, { scale: Number(scale) });
await postgres.createDatabase('template_unit');
await migrateUnitDatabase(postgres.url('template_unit'));
const configs = [];
for (const unit of filling.units) {
  const database = `unit_${unit.toLowerCase().replaceAll('-', '_')}`;
  await postgres.createDatabase(database, 'template_unit');
  const databaseUrl = postgres.url(database);
  await loadUnit(databaseUrl, federation, unit, filling.recordsOf(unit));
  configs.push({ unit, federation: federation.path, databaseUrl, poolSize: 2, maxPageSize: 200 });
}
const at = { host: '127.0.0.1', port: 0 };
const units = await startUnits({ ...at, federation, units: configs });
stack.defer(() => units.close());
const registry = await startRegistry({ ...at, federation });
stack.defer(() => registry.close());

const child = fork(fileURLToPath(new URL('./gateway-child.js', import.meta.url)), [
  federation.path,
  `${units.url}/{unit}/{contract}`,
  `${registry.url}/registry`,
]);
stack.defer(() => child.disconnect());
const [{ url }] = (await once(child, 'message')) as [{ url: string }];

const measured: Record<string, unknown> = {};
for (const [name, query] of Object.entries(QUESTIONS)) {
  await askMany(url, query, WARM_UP);
  const before = await usage(child);
  const { milliseconds, bytes } = await askMany(url, query, Number(requests));
  const after = await usage(child);
  const micros = after.cpu.user + after.cpu.system - before.cpu.user - before.cpu.system;
  const sorted = milliseconds.sort((a, b) => a - b);
  const percentile = (share: number): number => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
  measured[name] = {
    cpuMilliseconds: Math.round(micros / Number(requests) / 10) / 100,
    answerBytes: bytes,
    latencyMilliseconds: { p50: percentile(0.5), p95: percentile(0.95) },
    residentMegabytes: Math.round(after.memory / 2 ** 20),
  };
}
const shards = federation.units.filter(({ code, contracts }) => contracts.includes('complaints') && filling.units.includes(code)).length;
const setting = { node: process.version, cores: availableParallelism(), scale: Number(scale), shards, requests: Number(requests) };
process.stdout.write(`${JSON.stringify({ ...setting, measured }, null, 2)}\n`);

interface Usage {
  readonly cpu: NodeJS.CpuUsage;
  readonly memory: number;
}

async function usage(of: ChildProcess): Promise<Usage> {
  of.send('cpu');
  const [answer] = (await once(of, 'message')) as [Usage];
  return answer;
}

async function askMany(address: string, query: string, count: number): Promise<{ milliseconds: number[]; bytes: number }> {
  const milliseconds: number[] = [];
  let [left, bytes] = [count, 0];
  const asker = async (): Promise<void> => {
    while (left-- > 0) {
      const started = performance.now();
      const response = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });
      const text = await response.text();
      if (text.includes('"errors":')) throw new Error(text.slice(0, 500));
      milliseconds.push(performance.now() - started);
      bytes = text.length;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, asker));
  return { milliseconds, bytes };
}
