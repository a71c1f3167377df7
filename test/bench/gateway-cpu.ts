import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/**
 * CPU of the gateway for each request: pages of 50 over all intakes and statistics, as JSON on standard output. It asks the
 * units of a running `npm start` through a gateway of its own, so neither the units' nor the asker's work is counted.
 * Usage, under the project's Node: node --experimental-transform-types test/bench/gateway-cpu.ts [federation file] [requests]
 */
const [path = 'federations/vietnam/federation.yaml', requests = '300'] = process.argv.slice(2);
const WARM_UP = 50;

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

const child = fork(fileURLToPath(new URL('./gateway-child.ts', import.meta.url)), [path], { execArgv: process.execArgv });
const [{ url }] = (await once(child, 'message')) as [{ url: string }];
while ((await fetch(`${url}/readyz`)).status !== 200) await pause(100);

const measured: Record<string, unknown> = {};
for (const [name, query] of Object.entries(QUESTIONS)) {
  await askMany(`${url}/graphql`, query, WARM_UP);
  const before = await usage(child);
  const { milliseconds, bytes } = await askMany(`${url}/graphql`, query, Number(requests));
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
const setting = { node: process.version, cores: availableParallelism(), federation: path, requests: Number(requests) };
process.stdout.write(`${JSON.stringify({ ...setting, measured }, null, 2)}\n`);
child.disconnect();

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
  let bytes = 0;
  for (let asked = 0; asked < count; asked++) {
    const started = performance.now();
    const response = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });
    const text = await response.text();
    // An answer from fewer units costs less, so it must not be counted.
    if (!text.startsWith('{"data":') || text.includes('"errors":')) throw new Error(text.slice(0, 500));
    milliseconds.push(performance.now() - started);
    bytes = text.length;
  }
  return { milliseconds, bytes };
}
