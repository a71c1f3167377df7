import { jest } from '@jest/globals';
import pg from 'pg';
import { type Federation, loadFederation } from '../../shared/config/federation.ts';
import type { UnitCode } from '../../shared/domain/ids.ts';
import type { RespondentRecord } from '../../shared/domain/records.ts';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';
import { SESSION_SETTINGS, UnitDatabase } from '../../subgraphs/unit/persistence/database.ts';
import { loadUnit, migrateUnitDatabase } from '../../subgraphs/unit/persistence/ingest.ts';
import type { Sql } from '../../subgraphs/unit/persistence/sql.ts';
import { traderCountsStatement, traderNamesStatement } from '../../subgraphs/unit/persistence/trader-queries.ts';
import { testDatabases } from '../kit/postgres.ts';
import { generatedComplaints } from './generated-records.ts';
import { complaint, transfer } from './records.ts';
import { AT, UnitStand } from './unit-stand.ts';

const unit = 'SCT-79' as UnitCode;
const id = (local: string): string => `${unit}/${local}`;
const BEFORE = '2026-03-31T23:59:59.999999Z';
const EFFECT = '2026-04-01T00:00:00.000000Z';
const AFTER = '2026-05-01T00:00:00.000000Z';
const A = 'mst:0100109106';
const B = 'mst:0100109106001';

const about = (traderId: string, name: string | null = null): RespondentRecord => ({
  traderId,
  name,
  role: 'SELLER',
  outcome: null,
  settledAmount: null,
});
const day = (number: number): string => `2026-03-${String(number).padStart(2, '0')}T00:00:00.000000Z`;

const records = [
  complaint(id('old'), { receivedAt: day(1), respondents: [about(A, 'Tên cũ')] }),
  complaint(id('both'), { receivedAt: day(2), respondents: [about(A, 'Tên mới'), about(A, 'Tên khác'), about(B)] }),
  complaint(id('same-day'), { receivedAt: day(2), respondents: [about(A, 'Tên kém')] }),
  complaint(id('nameless'), {
    receivedAt: day(3),
    status: 'RESOLVED',
    resolvedAt: '2026-03-20T00:00:00.000000Z',
    outcome: 'PARTLY_SETTLED',
    claimedAmount: '5',
    respondents: [about(A)],
  }),
  complaint(id('sent'), {
    receivedAt: day(4),
    respondents: [about('mst:012345678901')],
    transfer: transfer({ fromId: id('sent'), toId: 'SCT-01/9' }),
  }),
  complaint(id('got'), { originId: 'SCT-01/7', respondents: [about(id('t-1'))], transfer: transfer({ fromId: 'SCT-01/7', toId: id('got') }) }),
  complaint(id('out'), { status: 'TRANSFERRED_OUT', transfer: transfer({ fromId: id('out'), outsideBody: 'Bộ Xây dựng' }) }),
  complaint(id('far'), { respondents: [about('cnpj:00000000000191')], transfer: transfer({ fromId: id('far'), toId: 'ELSEWHERE/1' }) }),
  ...Array.from({ length: 25 }, (_, index) => complaint(id(`many-${String(index).padStart(2, '0')}`), { respondents: [about('mst:0200000000')] })),
];

interface Page {
  readonly totalCount?: number;
  readonly edges: readonly { readonly sortKey: string | null; readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

describe('what a unit links', () => {
  let federation: Federation;
  let stand: UnitStand;
  afterAll(() => stand.close());
  const databases = testDatabases();

  const answered = async (contract: string, query: string, variables = {}, at?: string): Promise<Record<string, unknown>> => {
    const { data, errors } = await stand.ask(contract, query, variables, at);
    return { ...data, ...(errors.length > 0 ? { codes: errors.map(({ extensions }) => extensions.code) } : {}) };
  };
  const ask = (query: string, variables = {}, at?: string) => answered('links', query, variables, at);
  const trader = async (value: string, selection: string, at?: string): Promise<unknown> =>
    (await ask(`query ($id: ID!) { trader(id: $id) { ${selection} } }`, { id: value }, at)).trader;
  const page = async (args: string, value = A, at?: string): Promise<Page | undefined> => {
    const found = (await trader(value, `complaints${args} { edges { sortKey node { id } } pageInfo { hasNextPage endCursor } }`, at)) as
      | { complaints: Page | null }
      | undefined;
    return found?.complaints ?? undefined;
  };
  const locals = ({ edges }: Page = { edges: [], pageInfo: { hasNextPage: false, endCursor: null } }): string[] =>
    edges.map(({ node }) => node.id.slice(unit.length + 1));

  beforeAll(async () => {
    federation = loadFederation(projectFile('federations/vietnam/federation.yaml'));
    const { url } = await databases.create();
    await migrateUnitDatabase(url);
    await loadUnit(url, federation, unit, { complaints: records });
    stand = await UnitStand.start(federation, unit, url);
  });

  test('names a trader as the complaint received last of those that give a name does', async () => {
    expect(await trader(A, 'id name seenAt identifierKind')).toEqual({ id: A, name: 'Tên kém', seenAt: day(2), identifierKind: 'TAX_10' });
    expect(await trader(B, 'id name seenAt identifierKind')).toEqual({ id: B, name: null, seenAt: null, identifierKind: 'TAX_13' });
  });

  test('tells the kind of an identifier from its form', async () => {
    expect(await trader('mst:012345678901', 'identifierKind', BEFORE)).toEqual({ identifierKind: 'PERSONAL_12' });
    expect(await trader('cnpj:00000000000191', 'identifierKind', BEFORE)).toEqual({ identifierKind: 'OTHER' });
    expect(await trader(id('t-1'), 'identifierKind')).toEqual({ identifierKind: 'NONE' });
  });

  test('knows a trader only while a complaint about it counts here', async () => {
    expect(await ask('{ trader(id: "mst:9999999999") { id } }')).toEqual({ trader: null });
    expect(await ask('{ trader(id: "\\u0000") { id } }')).toEqual({ trader: null });
    expect(await trader('mst:012345678901', 'id', BEFORE)).toEqual({ id: 'mst:012345678901' });
    expect(await trader('mst:012345678901', 'id', EFFECT)).toBeNull();
    expect(await trader(id('t-1'), 'id', BEFORE)).toBeNull();
    expect(await trader(id('t-1'), 'id', EFFECT)).toEqual({ id: id('t-1') });
  });

  test('counts each complaint about a trader once, as it stands at the instant', async () => {
    const counts = 'statistics { received open settled }';
    expect(await trader(A, counts)).toEqual({ statistics: { received: 4, open: 3, settled: 1 } });
    expect(await trader(A, counts, '2026-03-20T00:00:00.000000Z')).toEqual({ statistics: { received: 4, open: 4, settled: 0 } });
    expect(await trader(A, counts, day(2))).toEqual({ statistics: { received: 1, open: 1, settled: 0 } });
  });

  test('gives traders as entities with one statement for each kind that is selected, however many', async () => {
    const query = jest.spyOn(UnitDatabase.prototype, 'query');
    try {
      const answer = await ask('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Trader { id name statistics { received } } } }', {
        r: [A, 'mst:9999999999', B, A].map((value) => ({ __typename: 'Trader', id: value })),
      });
      const a = { id: A, name: 'Tên kém', statistics: { received: 4 } };
      expect(answer).toEqual({ _entities: [a, null, { id: B, name: null, statistics: { received: 1 } }, a] });
      expect(query).toHaveBeenCalledTimes(2);
      query.mockClear();
      const pages = await ask(
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Trader { complaints(first: 2) { totalCount edges { node { id } } } } } }',
        { r: [A, B].map((value) => ({ __typename: 'Trader', id: value })) },
      );
      const edges = (...ids: string[]) => ids.map((local) => ({ node: { id: id(local) } }));
      expect(pages).toEqual({
        _entities: [{ complaints: { totalCount: 4, edges: edges('nameless', 'both') } }, { complaints: { totalCount: 1, edges: edges('both') } }],
      });
      expect(query).toHaveBeenCalledTimes(2);
    } finally {
      query.mockRestore();
    }
  });

  test('pages the complaints about a trader in an order to the end', async () => {
    const first = await page('(first: 3)');
    expect(locals(first)).toEqual(['nameless', 'both', 'same-day']);
    expect(first?.edges[0]?.sortKey).toBe(day(3));
    const last = await page(`(first: 3, after: "${first?.pageInfo.endCursor}")`);
    expect(locals(last)).toEqual(['old']);
    expect([first?.pageInfo.hasNextPage, last?.pageInfo.hasNextPage]).toEqual([true, false]);
    expect(locals(await page('(orderBy: {field: CLAIMED_AMOUNT, direction: ASC}, first: 2)'))).toEqual(['nameless', 'both']);
    expect(locals(await page('(filter: {statuses: [RESOLVED]})'))).toEqual(['nameless']);
    expect(locals(await page('(filter: {units: ["SCT-01"]})'))).toEqual([]);
    expect(locals(await page(`(filter: {traders: ["${B}"]})`))).toEqual(['both']);
    expect(locals(await page('', 'mst:012345678901', BEFORE))).toEqual(['sent']);
  });

  test('counts a list only when its total is selected', async () => {
    const query = jest.spyOn(UnitDatabase.prototype, 'query');
    try {
      await page('');
      expect(query).toHaveBeenCalledTimes(2);
      expect(await trader('mst:0200000000', 'complaints(filter: {kinds: [COMPLAINT]}, first: 1) { totalCount }')).toEqual({
        complaints: { totalCount: 25 },
      });
    } finally {
      query.mockRestore();
    }
  });

  test.each([
    ['a page of none', '(first: 0)', 'PAGE_SIZE'],
    ['a page of more than twenty', '(first: 21)', 'PAGE_SIZE'],
    ['a cursor that is none', '(after: "abc")', 'CURSOR_DAMAGED'],
  ])('refuses %s below a trader', async (_name, args, code) => {
    const query = `{ trader(id: "${A}") { id complaints${args} { totalCount } } }`;
    expect(await ask(query)).toEqual({ trader: { id: A, complaints: null }, codes: [code] });
    expect(locals(await page('(first: 20)', 'mst:0200000000'))).toHaveLength(20);
  });

  test('refuses a cursor of another trader’s list', async () => {
    const after = (await page('(first: 1)'))?.pageInfo.endCursor;
    expect(await ask(`{ trader(id: "mst:0200000000") { complaints(after: "${after}") { totalCount } } }`)).toMatchObject({
      codes: ['CURSOR_FOREIGN'],
    });
  });

  test('gives both ends of a transfer that lie inside the federation, at every instant', async () => {
    const ends = { sent: ['SCT-01/9', id('sent')], got: [id('got'), 'SCT-01/7'], out: [null, id('out')], far: [null, id('far')] };
    for (const at of [BEFORE, EFFECT, AFTER]) {
      const answer = await ask(
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Transfer { id to { id } from { id } } } }',
        { r: [...Object.keys(ends), 'old', 'unknown'].map((local) => ({ __typename: 'Transfer', id: id(local) })) },
        at,
      );
      const end = (value: string | null | undefined) => (value === null ? null : { id: value });
      const expected = Object.entries(ends).map(([local, [to, from]]) => ({ id: id(local), to: end(to), from: end(from) }));
      expect(answer).toEqual({ _entities: [...expected, null, null] });
    }
  });

  test('gives the record at either end of a transfer by its id, whether or not it counts', async () => {
    for (const at of [BEFORE, EFFECT]) {
      const answer = await answered(
        'complaints',
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Complaint { id transfer { id } } } }',
        { r: ['sent', 'got'].map((local) => ({ __typename: 'Complaint', id: id(local) })) },
        at,
      );
      expect(answer).toEqual({ _entities: ['sent', 'got'].map((local) => ({ id: id(local), transfer: { id: id(local) } })) });
    }
  });

  test('points on from a complaint that was handed over, from the instant on', async () => {
    const find = async (local: string, at: string) => {
      const { data, errors } = await stand.ask('complaints', 'query ($id: ID!) { complaint(id: $id) { id } }', { id: id(local) }, at);
      return { ...data, errors: errors.map(({ extensions }) => extensions) };
    };
    const moved = { complaint: null, errors: [{ code: 'MOVED', to: 'SCT-01/9' }] };
    expect(await find('sent', BEFORE)).toEqual({ complaint: { id: id('sent') }, errors: [] });
    expect(await find('sent', EFFECT)).toEqual(moved);
    expect(await find('sent', AFTER)).toEqual(moved);
    expect(await find('got', BEFORE)).toEqual({ complaint: null, errors: [] });
    expect(await find('out', AFTER)).toEqual({ complaint: { id: id('out') }, errors: [] });
  });

  test('says of itself what its complaints say', async () => {
    const status = await ask('{ shardStatus { unit contract rows } }');
    expect(status.shardStatus).toEqual({ unit, contract: 'links', rows: records.length - 2 });
  });
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly Plans?: readonly PlanNode[];
}

describe('traders in a unit of 50,000 complaints', () => {
  let client: pg.Client;
  afterAll(() => client.end());
  const databases = testDatabases();

  beforeAll(async () => {
    const federation = loadFederation(projectFile('federations/vietnam/federation.yaml'));
    const { url } = await databases.create();
    await migrateUnitDatabase(url);
    await loadUnit(url, federation, unit, { complaints: generatedComplaints(federation, { unit, count: 50_000 }) });
    client = new pg.Client({ connectionString: url, options: SESSION_SETTINGS });
    await client.connect();
  });

  const kinds = (plan: PlanNode): string[] => [plan['Node Type'], ...(plan.Plans ?? []).flatMap(kinds)];

  test.each([
    ['counted', traderCountsStatement],
    ['named', traderNamesStatement],
  ] as const)('are %s without reading a table from end to end', async (_name, statement: (ids: readonly string[], at: string) => Sql) => {
    for (const many of [1, 40]) {
      const ids = Array.from({ length: many }, (_, index) => `mst:01${String(index * 7).padStart(8, '0')}`);
      const { text, values } = statement(ids, AT).toQuery();
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`EXPLAIN (FORMAT JSON) ${text}`, values);
      const plan = rows[0]?.['QUERY PLAN'][0].Plan;
      expect(plan && kinds(plan)).toContain('Bitmap Index Scan');
      expect(plan && kinds(plan)).not.toContain('Seq Scan');
    }
  });
});
