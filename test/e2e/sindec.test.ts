import { fillFederation } from '../../scripts/demo/fill.ts';
import { loadFederation } from '../../shared/config/federation.ts';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';
import { loadUnit } from '../../subgraphs/unit/persistence/ingest.ts';
import { startHub, type TestHub } from '../kit/hub.ts';
import { UnitDatabases } from '../kit/unit-databases.ts';
import { type CountedComplaint, countBy, countSindec } from './sindec-counts.ts';

const FILES = ['sindec-2018.csv', 'sindec-2019.csv'].map((name) => projectFile(`federations/sindec/sample/${name}`));

describe('the federation of real records', () => {
  const databases = new UnitDatabases();
  const counted = countSindec(FILES);
  let hub: TestHub;

  beforeAll(async () => {
    const federation = loadFederation(projectFile('federations/sindec/federation.yaml'));
    const filling = await fillFederation(federation);
    for (const unit of filling.units) await loadUnit(await databases.url(unit), federation, unit, filling.recordsOf(unit));
    hub = await startHub(federation, databases);
  });

  async function received(groupBy: string): Promise<{ total: number; groups: Record<string, number> }> {
    const answer = await hub.query(
      `{ complaintStatistics(groupBy: [${groupBy}]) { total { received resolved } groups { id measures { received resolved } } } }`,
    );
    expect(answer.errors).toEqual([]);
    type Measures = { received: number; resolved: number };
    const { total, groups } = answer.data.complaintStatistics as { total: Measures; groups: { id: string; measures: Measures }[] };
    expect(total.resolved).toBe(total.received);
    const counts = groups.map(({ id, measures }) => [(JSON.parse(id) as string[]).join(' '), measures.received] as const);
    return { total: total.received, groups: Object.fromEntries(counts) };
  }

  test('counts as many complaints as the files hold', async () => {
    expect(counted.length).toBeGreaterThan(1_000);
    expect((await received('UNIT')).total).toBe(counted.length);
  });

  test.each<[string, string, (complaint: CountedComplaint) => string]>([
    ['state', 'PROVINCE', ({ state }) => state],
    ['unit', 'UNIT', ({ state }) => `PROCON-${state}`],
    ['subject', 'SECTOR', ({ subject }) => subject],
    ['outcome', 'OUTCOME', ({ outcome }) => outcome],
    ['state, subject and outcome at once', 'PROVINCE, SECTOR, OUTCOME', ({ state, subject, outcome }) => `${state} ${subject} ${outcome}`],
  ])('counts by %s what the files hold', async (_, groupBy, value) => {
    expect((await received(groupBy)).groups).toEqual(countBy(counted, value));
  });

  test('keeps several suppliers of one complaint as its respondents', async () => {
    const several = counted.filter(({ suppliers }) => suppliers > 1).length;
    expect(several).toBeGreaterThan(0);
    let found = 0;
    let after: string | null = null;
    do {
      const answer = await hub.query(
        'query Q($after: String) { complaints(first: 200, after: $after) { pageInfo { hasNextPage endCursor } edges { node { respondents { role } } } } }',
        { after },
      );
      const page = answer.data.complaints as { pageInfo: { hasNextPage: boolean; endCursor: string }; edges: { node: { respondents: unknown[] } }[] };
      found += page.edges.filter(({ node }) => node.respondents.length > 1).length;
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(found).toBe(several);
  });
});
