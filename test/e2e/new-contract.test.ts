import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHub, type TestHub } from '../kit/hub.ts';
import { federationFile, readFederation } from '../kit/test-federation.ts';
import { UnitDatabases } from '../kit/unit-databases.ts';
import { sampleDraft, split } from '../kit/worlds.ts';
import { startWarningShard, WARNINGS_SDL, type Warning } from './warnings-contract.ts';

const PUBLISHED: Readonly<Record<string, readonly Warning[]>> = {
  A1: [
    { id: 'A1/w1', kind: 'RECALL', decisionNumber: '12/QĐ', expiresOn: '2026-05-01' },
    { id: 'A1/w2', kind: 'FRAUD', decisionNumber: '13/QĐ', expiresOn: null },
  ],
  'A1-B': [{ id: 'A1-B/w1', kind: 'RECALL', decisionNumber: '7/QĐ', expiresOn: '2026-05-01' }],
  A10: [
    { id: 'A10/w9', kind: 'RECALL', decisionNumber: '1/QĐ', expiresOn: '2025-12-31' },
    { id: 'A10/w8', kind: 'FRAUD', decisionNumber: '2/QĐ', expiresOn: '2027-01-01' },
  ],
};
const IN_ORDER = ['A10/w9', 'A1-B/w1', 'A1/w1', 'A10/w8', 'A1/w2'];

describe('a contract of its own, joined by a federation file', () => {
  const databases = new UnitDatabases();
  const directory = mkdtempSync(join(tmpdir(), 'lien-thong-warnings-'));
  let hub: TestHub;

  beforeAll(async () => {
    const sdl = join(directory, 'warnings.graphql');
    writeFileSync(sdl, WARNINGS_SDL);
    const urls: Record<string, string> = {};
    for (const [unit, warnings] of Object.entries(PUBLISHED)) {
      const shard = await startWarningShard(unit, warnings);
      databases.usedBy(shard);
      urls[unit] = shard.url;
    }
    const file = federationFile({ units: 8 });
    const units = (file.units as { code: string; contracts: string[] }[]).map((unit) => {
      const url = urls[unit.code];
      return url === undefined ? unit : { ...unit, contracts: [...unit.contracts, 'warnings'], urls: { warnings: url } };
    });
    const federation = readFederation({ ...file, units, contracts: { ...(file.contracts as object), warnings: { sdl } } });
    const rows = sampleDraft({ complaints: 20 }, 1);
    await databases.fill(federation, split(rows, federation));
    hub = await startHub(federation, databases);
  });

  afterAll(() => rmSync(directory, { recursive: true }));

  test('is paged over its shards in one order, beside the other contracts', async () => {
    const found: string[] = [];
    let after: string | null = null;
    do {
      const answer = await hub.query(
        `query Page($after: String) {
          warnings(first: 2, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node { id kind decisionNumber unit { name } } } }
          complaints(first: 1) { edges { node { id } } }
        }`,
        { after },
      );
      expect(answer.errors).toEqual([]);
      const page = answer.data.warnings as {
        totalCount: number;
        pageInfo: { hasNextPage: boolean; endCursor: string };
        edges: { node: { id: string; unit: { name: string } } }[];
      };
      expect(page.totalCount).toBe(5);
      for (const { node } of page.edges) expect(node.unit.name).toBe(node.id.split('/')[0]);
      found.push(...page.edges.map(({ node }) => node.id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(found).toEqual(IN_ORDER);
  });

  test('routes one record to its unit', async () => {
    const answer = await hub.query('{ warning(id: "A10/w8") { kind decisionNumber expiresOn } }');
    expect(answer.data).toEqual({ warning: { kind: 'FRAUD', decisionNumber: '2/QĐ', expiresOn: '2027-01-01' } });
  });

  test('merges its statistics by the rules of its own schema', async () => {
    const answer = await hub.query(
      '{ warningStatistics(groupBy: [KIND]) { total { count firstExpiry lastExpiry } groups { id kind measures { count firstExpiry lastExpiry } } } }',
    );
    expect(answer.errors).toEqual([]);
    expect(answer.data).toEqual({
      warningStatistics: {
        total: { count: 5, firstExpiry: '2025-12-31', lastExpiry: '2027-01-01' },
        groups: [
          { id: '["FRAUD"]', kind: 'FRAUD', measures: { count: 2, firstExpiry: '2027-01-01', lastExpiry: '2027-01-01' } },
          { id: '["RECALL"]', kind: 'RECALL', measures: { count: 3, firstExpiry: '2025-12-31', lastExpiry: '2026-05-01' } },
        ],
      },
    });
    expect(answer.completeness?.asked).toEqual(['A1', 'A1-B', 'A10']);
  });

  test('asks only the units that a pruning argument names', async () => {
    const answer = await hub.query('{ warnings(filter: { units: ["A10"], kinds: [RECALL] }) { edges { node { id } } } }');
    expect(answer.data).toEqual({ warnings: { edges: [{ node: { id: 'A10/w9' } }] } });
    expect(answer.completeness?.asked).toEqual(['A10']);
  });
});
