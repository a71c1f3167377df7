import pg from 'pg';
import { type Federation, loadFederation } from '../../shared/config/federation.ts';
import type { UnitCode } from '../../shared/domain/ids.ts';
import type { Position } from '../../shared/paging/order.ts';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';
import { type ComplaintCriteria, complaintConditions } from '../../subgraphs/unit/persistence/complaint-filter.ts';
import { complaintPageStatement } from '../../subgraphs/unit/persistence/complaint-queries.ts';
import { SESSION_SETTINGS } from '../../subgraphs/unit/persistence/database.ts';
import { loadUnit, migrateUnitDatabase } from '../../subgraphs/unit/persistence/ingest.ts';
import { mediationConditions, mediationPageStatement } from '../../subgraphs/unit/persistence/mediation-queries.ts';
import type { Sql } from '../../subgraphs/unit/persistence/sql.ts';
import { type ComplaintOrdering, complaintKeyset } from '../../subgraphs/unit/service/complaint-lists.ts';
import { type MediationOrdering, mediationKeyset } from '../../subgraphs/unit/service/mediation-lists.ts';
import { testDatabases } from '../kit/postgres.ts';
import { generatedComplaints, generatedMediations } from './generated-records.ts';

const ROWS = 100_000;
const AT = '2026-07-01T00:00:00.000000Z';
const unit = 'SCT-79' as UnitCode;

const orderings = (['RECEIVED_AT', 'UPDATED_AT', 'RESOLVED_AT', 'CLAIMED_AMOUNT'] as const).flatMap((field) =>
  (['ASC', 'DESC'] as const).map((direction): ComplaintOrdering => ({ field, direction })),
);
const later: Record<ComplaintOrdering['field'], string> = {
  RECEIVED_AT: '2025-03-01T00:00:00.000000Z',
  UPDATED_AT: '2025-03-01T00:00:00.000001Z',
  RESOLVED_AT: '2025-03-01T00:00:00.000000Z',
  CLAIMED_AMOUNT: '5000000',
};
const filters: readonly (readonly [string, ComplaintCriteria])[] = [
  ['no filter', {}],
  ['a province', { provinces: ['79'] }],
  ['a sector and a status', { sectors: ['ECOMMERCE'], statuses: ['RESOLVED'] }],
  ['a behaviour', { behaviours: ['WARRANTY'] }],
  ['a trader', { traders: ['mst:0100000042'] }],
  ['a trader nobody names', { traders: ['mst:0999999999'] }],
  ['a platform', { platform: 'Shopee' }],
  ['a channel, a kind and an outcome', { channels: ['EMAIL'], kinds: ['COMPLAINT'], outcomes: ['SETTLED'] }],
  ['a missed step', { stepMissed: 'FORWARD' }],
  ['a month of receipt', { received: { from: '2025-05-01T00:00:00.000000Z', to: '2025-06-01T00:00:00.000000Z' } }],
  ['a range of resolution', { resolved: { from: '2025-05-01T00:00:00.000000Z', to: '2025-06-01T00:00:00.000000Z' } }],
  ['words', { text: 'Điện thoại giao hàng' }],
  ['words nobody wrote', { text: 'khủng long bạo chúa' }],
  ['a part of a word', { text: 'sho' }],
  ['a number', { text: '4242' }],
  ['a word of two letters', { text: 'xe' }],
  ['words of which one is short', { text: 'xe khung long' }],
  ['priority', { priority: true }],
  ['a range of updates', { updated: { from: '2026-06-20T00:00:00.000000Z' } }],
  ['an old range of receipt', { received: { to: '2024-01-05T00:00:00.000000Z' } }],
  ['many parts at once', { provinces: ['79', '01'], sectors: ['TELECOM'], channels: ['ONLINE'], text: 'hoan tien', priority: false }],
];

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

const nodes = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

describe('a page of 50 in a unit of 100,000 complaints', () => {
  let federation: Federation;
  let client: pg.Client;
  // Before the databases of the test are dropped.
  afterAll(() => client.end());
  const databases = testDatabases();

  beforeAll(async () => {
    federation = loadFederation(projectFile('federations/vietnam/federation.yaml'));
    const { url } = await databases.create();
    await migrateUnitDatabase(url);
    await loadUnit(url, federation, unit, {
      complaints: generatedComplaints(federation, { unit, count: ROWS }),
      mediations: generatedMediations(unit, unit, 20_000),
    });
    client = new pg.Client({ connectionString: url, options: SESSION_SETTINGS });
    await client.connect();
  });

  async function sequentialScans(statement: Sql): Promise<string[]> {
    const { text, values } = statement.toQuery();
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`EXPLAIN (FORMAT JSON) ${text}`, values);
    const plan = rows[0]?.['QUERY PLAN'][0].Plan;
    if (plan === undefined) throw new Error('no plan');
    return nodes(plan).flatMap((node) => (node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? '?'] : []));
  }

  describe.each(filters)('with %s', (_name, criteria) => {
    test.each(orderings)('reads no table from end to end, by $field $direction', async (ordering) => {
      const places: (Position | null)[] = [null, { value: later[ordering.field], id: `${unit}/5` }, { value: null, id: `${unit}/5` }];
      const conditions = complaintConditions(criteria, { unit, kind: 'DEPARTMENT' }, AT);
      if (conditions === 'nothing') throw new Error('the filter names no row of the unit');
      for (const after of places) {
        const statement = complaintPageStatement({ conditions, at: AT, order: complaintKeyset(ordering), after, limit: 51 });
        expect({ after, scans: await sequentialScans(statement) }).toEqual({ after, scans: [] });
      }
    });
  });

  const mediationOrderings = (['OPENED_AT', 'CLOSED_AT'] as const).flatMap((field) =>
    (['ASC', 'DESC'] as const).map((direction): MediationOrdering => ({ field, direction })),
  );

  test.each(mediationOrderings)('reads no table of mediations from end to end, by $field $direction', async (ordering) => {
    for (const value of [undefined, '2025-03-01T00:00:00.000000Z', null]) {
      const after = value === undefined ? null : { value, id: `${unit}/m-5` };
      const conditions = mediationConditions({ methods: ['ADVICE'] }, unit);
      if (conditions === 'nothing') throw new Error('the filter names no row of the unit');
      const statement = mediationPageStatement({ conditions, order: mediationKeyset(ordering), after, limit: 51 });
      expect({ after, scans: await sequentialScans(statement) }).toEqual({ after, scans: [] });
    }
  });
});
