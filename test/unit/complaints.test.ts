import { jest } from '@jest/globals';
import { type Federation, loadFederation } from '../../shared/config/federation.ts';
import type { UnitCode } from '../../shared/domain/ids.ts';
import { decodeCursor, encodeCursor } from '../../shared/paging/cursor.ts';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';
import { UnitDatabase } from '../../subgraphs/unit/persistence/database.ts';
import { loadUnit, migrateUnitDatabase, upsertComplaints } from '../../subgraphs/unit/persistence/ingest.ts';
import { testDatabases } from '../kit/postgres.ts';
import { complaint, step, transfer } from './records.ts';
import { UnitStand } from './unit-stand.ts';

const unit = 'SCT-79' as UnitCode;
const id = (local: string): string => `${unit}/${local}`;
const BEFORE = '2026-03-31T23:59:59.999999Z';
const EFFECT = '2026-04-01T00:00:00.000000Z';

const records = [
  complaint(id('full'), {
    behaviours: ['WARRANTY', 'PRICE'],
    status: 'RESOLVED',
    priority: true,
    receivedAt: '2025-06-30T16:59:59.999999Z',
    resolvedAt: '2025-07-10T17:00:00.000001Z',
    updatedAt: '2025-07-10T17:00:00.000001Z',
    steps: [step({ doneAt: '2026-03-11T16:59:59.999999Z' }), step({ step: 'NEGOTIATE', duty: 'TRADER', recorded: false })],
    outcome: 'SETTLED',
    claimedAmount: '1500000.50',
    settledAmount: '0',
    transactionType: 'DISTANCE',
    platform: 'Sàn "Tốt"',
    provinceCode: '77',
    respondents: [
      { traderId: 'mst:0100109106', name: 'Công ty A', role: 'SELLER', outcome: 'SETTLED', settledAmount: '12.3' },
      { traderId: id('t-1'), name: null, role: 'PLATFORM', outcome: null, settledAmount: null },
    ],
    events: [{ at: '2025-07-01T00:00:00.000000Z', kind: 'CALL', note: 'gọi lại' }],
    summary: 'Điện thoại\thỏng\nđổi \\ trả',
  }),
  complaint(id('sent'), { transfer: transfer({ fromId: id('sent'), toId: 'SCT-01/9' }), receivedAt: '2026-03-02T00:00:00.000000Z' }),
  complaint(id('got'), { originId: 'SCT-01/7', transfer: transfer({ fromId: 'SCT-01/7', toId: id('got') }) }),
  complaint(id('offered'), { originId: 'SCT-01/8', transfer: transfer({ fromId: 'SCT-01/8', toId: id('offered'), effectiveAt: null }) }),
  complaint(id('out'), { status: 'TRANSFERRED_OUT', transfer: transfer({ fromId: id('out'), outsideBody: 'Bộ Xây dựng' }) }),
];

describe('complaints of a unit', () => {
  let federation: Federation;
  let url: string;
  let stand: UnitStand;
  afterAll(() => stand.close());
  const databases = testDatabases();
  const ask = async (query: string, variables = {}, at?: string): Promise<Record<string, unknown>> => {
    const { data, errors } = await stand.ask('complaints', query, variables, at);
    return { ...data, ...(errors.length > 0 ? { codes: errors.map(({ extensions }) => extensions.code) } : {}) };
  };
  const ids = async (args: string, at?: string): Promise<unknown> => {
    const { complaints, codes } = await ask(`{ complaints${args} { edges { node { id } } } }`, {}, at);
    const { edges } = (complaints ?? { edges: [] }) as { edges: { node: { id: string } }[] };
    return codes ?? edges.map(({ node }) => node.id.slice(unit.length + 1));
  };

  beforeAll(async () => {
    federation = loadFederation(projectFile('federations/vietnam/federation.yaml'));
    ({ url } = await databases.create());
    await migrateUnitDatabase(url);
    await loadUnit(url, federation, unit, {
      complaints: records,
      contacts: [
        { day: '2026-01-31', channel: 'HOTLINE', received: 10, answered: 7, advised: 5 },
        { day: '2026-02-01', channel: 'HOTLINE', received: 3, answered: 3, advised: 0 },
        { day: '2026-02-01', channel: 'EMAIL', received: 1, answered: 1, advised: 1 },
      ],
      coverage: [{ contract: 'complaints', coveredFrom: '2025-01-01', coveredTo: null, confirmedZero: [{ from: '2024-01-01', to: '2024-06-30' }] }],
    });
    stand = await UnitStand.start(federation, unit, url);
  });

  test('gives every field of a complaint as it was stored', async () => {
    const answer = await ask(
      `query ($id: ID!) { complaint(id: $id) { id originId unit { code } kind procedure channel sector { code } behaviours { code } status priority
        receivedAt forwardedAt resolvedAt updatedAt steps { step duty startedAt dueAt doneAt state basis article } outcome refusalGround
        claimedAmount settledAmount transactionType platform provinceRecorded { id code name validTo } province { code }
        respondents { trader { id } name role outcome settledAmount } transfer { offeredAt } events { at kind note } summary } }`,
      { id: id('full') },
    );
    expect(answer).toEqual({
      complaint: {
        id: id('full'),
        originId: id('full'),
        unit: { code: unit },
        kind: 'COMPLAINT',
        procedure: 'NEGOTIATION_SUPPORT',
        channel: 'ONLINE',
        sector: { code: 'TELECOM' },
        behaviours: [{ code: 'WARRANTY' }, { code: 'PRICE' }],
        status: 'RESOLVED',
        priority: true,
        receivedAt: '2025-06-30T16:59:59.999999Z',
        forwardedAt: null,
        resolvedAt: '2025-07-10T17:00:00.000001Z',
        updatedAt: '2025-07-10T17:00:00.000001Z',
        steps: [
          {
            step: 'FORWARD',
            duty: 'UNIT',
            startedAt: '2026-03-02T02:00:00.000000Z',
            dueAt: '2026-03-11T16:59:59.999999Z',
            doneAt: '2026-03-11T16:59:59.999999Z',
            state: 'MET',
            basis: 'STATUTORY',
            article: '57.4',
          },
          {
            step: 'NEGOTIATE',
            duty: 'TRADER',
            startedAt: '2026-03-02T02:00:00.000000Z',
            dueAt: '2026-03-11T16:59:59.999999Z',
            doneAt: null,
            state: 'UNKNOWN',
            basis: 'STATUTORY',
            article: '57.4',
          },
        ],
        outcome: 'SETTLED',
        refusalGround: null,
        claimedAmount: '1500000.5',
        settledAmount: '0',
        transactionType: 'DISTANCE',
        platform: 'Sàn "Tốt"',
        provinceRecorded: { id: '77@2025-06-30', code: '77', name: 'Tỉnh Bà Rịa - Vũng Tàu', validTo: '2025-06-30' },
        province: { code: '79' },
        respondents: [
          { trader: { id: 'mst:0100109106' }, name: 'Công ty A', role: 'SELLER', outcome: 'SETTLED', settledAmount: '12.3' },
          { trader: { id: id('t-1') }, name: null, role: 'PLATFORM', outcome: null, settledAmount: null },
        ],
        transfer: null,
        events: [{ at: '2025-07-01T00:00:00.000000Z', kind: 'CALL', note: 'gọi lại' }],
        summary: 'Điện thoại\thỏng\nđổi \\ trả',
      },
    });
  });

  test('holds no other unit’s complaint and refuses what is no id', async () => {
    const one = (value: string) => ask('query ($id: ID!) { complaint(id: $id) { id } }', { id: value });
    expect(await one('SCT-01/1')).toEqual({ complaint: null });
    expect(await one(id('unknown'))).toEqual({ complaint: null });
    expect(await one('79')).toEqual({ complaint: null, codes: ['MALFORMED_ID'] });
    expect(await one(`${unit}/a b`)).toEqual({ complaint: null, codes: ['MALFORMED_ID'] });
  });

  test('counts a handed-over complaint at one of the two, from the instant on at the receiver', async () => {
    expect(await ids('(orderBy: {field: RECEIVED_AT, direction: ASC})', BEFORE)).toEqual(['full', 'sent', 'out']);
    expect(await ids('(orderBy: {field: RECEIVED_AT, direction: ASC})', EFFECT)).toEqual(['full', 'got', 'out']);
    const byId = (local: string, at: string) => ask(`{ complaint(id: "${id(local)}") { id } }`, {}, at);
    expect(await byId('sent', BEFORE)).toEqual({ complaint: { id: id('sent') } });
    expect(await byId('sent', EFFECT)).toEqual({ complaint: null, codes: ['MOVED'] });
    expect(await byId('got', BEFORE)).toEqual({ complaint: null });
    expect(await byId('got', EFFECT)).toEqual({ complaint: { id: id('got') } });
    expect(await byId('offered', EFFECT)).toEqual({ complaint: null });
    const counted = await ask(
      '{ complaintStatistics(filter: {received: {from: "2026-01-01T00:00:00Z", to: "2026-05-01T00:00:00Z"}}) { total { received transferred openAtEnd } } }',
      {},
      EFFECT,
    );
    expect(counted).toEqual({ complaintStatistics: { total: { received: 2, transferred: 2, openAtEnd: 2 } } });
  });

  test('finds a complaint by its id and by the id it was first received under', async () => {
    const representations = [
      { __typename: 'Complaint', id: id('full') },
      { __typename: 'Complaint', originId: 'SCT-01/7' },
      { __typename: 'Complaint', originId: 'SCT-01/8' },
      { __typename: 'Complaint', id: 'SCT-01/1' },
      { __typename: 'Complaint', originId: id('full') },
    ];
    const answer = await ask('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Complaint { id originId } } }', { r: representations });
    const full = { id: id('full'), originId: id('full') };
    expect(answer).toEqual({ _entities: [full, { id: id('got'), originId: 'SCT-01/7' }, null, null, full] });
  });

  test('finds words without accents in summary, platform, names of respondents, sector and behaviours', async () => {
    for (const text of ['dien thoai hong', 'ĐỔI TRẢ', 'san tot', 'cong ty a', 'bao hanh', 'thoai dien']) {
      expect({ text, found: await ids(`(filter: {text: "${text}"}, orderBy: {field: RECEIVED_AT, direction: ASC}, first: 1)`) }).toEqual({
        text,
        found: ['full'],
      });
    }
    expect(await ids('(filter: {text: "100%_"})')).toEqual([]);
    expect(await ids('(filter: {text: "khung long"})')).toEqual([]);
  });

  test('answers a filter by values it does not have with nothing', async () => {
    expect(await ids('(filter: {provinces: ["ZZ"]})')).toEqual([]);
    expect(await ids('(filter: {units: ["SCT-01"]})')).toEqual([]);
    expect(await ids('(filter: {unitKinds: [ASSOCIATION]})')).toEqual([]);
    expect(await ids('(filter: {sectors: []})')).toEqual([]);
    expect(await ids('(filter: {platform: "\\u0000"})')).toEqual([]);
    expect(await ids('(filter: {traders: ["mst:0100109106"], units: ["SCT-79", "SCT-01"]})')).toEqual(['full']);
  });

  test('says that a step runs, is missed or met by the instant asked about', async () => {
    const stateAt = async (at: string): Promise<unknown> => (await ask(`{ complaint(id: "${id('full')}") { steps { state } } }`, {}, at)).complaint;
    expect(await stateAt('2026-03-11T16:59:59.999998Z')).toEqual({ steps: [{ state: 'RUNNING' }, { state: 'UNKNOWN' }] });
    expect(await stateAt('2026-03-11T16:59:59.999999Z')).toEqual({ steps: [{ state: 'MET' }, { state: 'UNKNOWN' }] });
  });

  test.each([
    ['a page of none', '(first: 0)', 'PAGE_SIZE'],
    ['a page that is too large', '(first: 201)', 'PAGE_SIZE'],
    ['a cursor that is none', '(after: "abc")', 'CURSOR_DAMAGED'],
    ['a range that ends before it begins', '(filter: {updated: {from: "2026-02-01T00:00:00Z", to: "2026-01-01T00:00:00Z"}})', 'RANGE_REVERSED'],
  ])('refuses %s', async (_name, args, code) => {
    expect(await ids(args)).toEqual([code]);
  });

  test('refuses a cursor of another filter or order and takes one that a gateway has checked', async () => {
    const first = await ask('{ complaints(first: 1) { pageInfo { endCursor hasNextPage hasPreviousPage } edges { cursor sortKey } } }');
    const { pageInfo } = first.complaints as { pageInfo: { endCursor: string } };
    expect(pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const after = pageInfo.endCursor;
    expect(await ids(`(first: 2, after: "${after}")`)).toHaveLength(2);
    expect(await ids(`(after: "${after}", orderBy: {field: RECEIVED_AT, direction: ASC})`)).toEqual(['CURSOR_FOREIGN']);
    expect(await ids(`(after: "${after}", filter: {priority: true})`)).toEqual(['CURSOR_FOREIGN']);
    const cursor = decodeCursor(after);
    if (cursor === undefined) throw new Error('no cursor');
    const unchecked = encodeCursor({ ...cursor, filter: '', value: '2030-01-01T00:00:00.000000Z' });
    expect(await ids(`(after: "${unchecked}", filter: {priority: true})`)).toEqual(['full']);
    expect(await ids(`(after: "${encodeCursor({ ...cursor, filter: '', value: 'noon' })}")`)).toEqual(['CURSOR_DAMAGED']);
  });

  test('refuses four dimensions and one named twice', async () => {
    const by = (dimensions: string) => ask(`{ complaintStatistics(groupBy: [${dimensions}]) { total { received } } }`);
    expect(await by('PROVINCE, SECTOR, MONTH, KIND')).toEqual({ complaintStatistics: null, codes: ['TOO_MANY_DIMENSIONS'] });
    expect(await by('SECTOR, SECTOR')).toEqual({ complaintStatistics: null, codes: ['DIMENSION_REPEATED'] });
  });

  test('counts by the province as recorded and by the dimensions of the unit itself', async () => {
    const answer = await ask(`{
      recorded: complaintStatistics(groupBy: [PROVINCE, UNIT], boundaries: AS_RECORDED, filter: {traders: ["mst:0100109106"]}) {
        groups { id dimensions { province { code } provinceRecorded { id name validTo } unit { code } } measures { received resolutionDays { mean p50 p90 } } } }
      own: complaintStatistics(groupBy: [UNIT_KIND]) { total { received } groups { id dimensions { unitKind } measures { received } } }
      none: complaintStatistics(groupBy: [UNIT_KIND], filter: {platform: "nobody"}) { total { received } groups { id } } }`);
    const vungTau = { id: '77@2025-06-30', name: 'Tỉnh Bà Rịa - Vũng Tàu', validTo: '2025-06-30' };
    expect(answer).toEqual({
      recorded: {
        groups: [
          {
            id: '["77@2025-06-30","SCT-79"]',
            dimensions: { province: { code: '79' }, provinceRecorded: vungTau, unit: { code: unit } },
            measures: { received: 1, resolutionDays: { mean: '11', p50: 11, p90: 11 } },
          },
        ],
      },
      own: { total: { received: 3 }, groups: [{ id: '["DEPARTMENT"]', dimensions: { unitKind: 'DEPARTMENT' }, measures: { received: 3 } }] },
      none: { total: { received: 0 }, groups: [] },
    });
  });

  test('counts contacts by month and channel, and only days of the period', async () => {
    const answer = await ask(`{ contactStatistics(from: "2026-01-31", to: "2026-02-02", groupBy: [MONTH, CHANNEL, UNIT]) {
      total { received answered advised } groups { id unit { code } channel month measures { received } } }
      before: contactStatistics(from: "2026-01-01", to: "2026-01-31", groupBy: [UNIT]) { total { received } groups { id } } }`);
    const group = (month: string, channel: string, received: number) => ({
      id: JSON.stringify([month, channel, unit]),
      unit: { code: unit },
      channel,
      month,
      measures: { received },
    });
    expect(answer).toEqual({
      contactStatistics: {
        total: { received: 14, answered: 11, advised: 6 },
        groups: [group('2026-01', 'HOTLINE', 10), group('2026-02', 'EMAIL', 1), group('2026-02', 'HOTLINE', 3)],
      },
      before: { total: { received: 0 }, groups: [] },
    });
    expect(await ask('{ contactStatistics(from: "2026-02-01", to: "2026-01-01") { total { received } } }')).toMatchObject({
      codes: ['RANGE_REVERSED'],
    });
  });

  test('says what it covers and that it confirmed to have nothing', async () => {
    const answer = await ask('{ shardStatus { unit contract rows coveredFrom coveredTo referenceVersion confirmedZero { from to } } }');
    expect(answer.shardStatus).toEqual({
      unit,
      contract: 'complaints',
      rows: 3,
      coveredFrom: '2025-01-01',
      coveredTo: null,
      referenceVersion: federation.referenceVersion,
      confirmedZero: [{ from: '2024-01-01', to: '2024-06-30' }],
    });
  });

  test('reads parts of all complaints of a page with one statement for each kind that is selected', async () => {
    const query = jest.spyOn(UnitDatabase.prototype, 'query');
    try {
      await ask('{ complaints { edges { node { id } } } }');
      expect(query).toHaveBeenCalledTimes(1);
      query.mockClear();
      await ask('{ complaints { edges { node { id steps { state } respondents { role } } } } }');
      expect(query).toHaveBeenCalledTimes(3);
    } finally {
      query.mockRestore();
    }
  });

  test('replaces a complaint with its parts and adds new ones', async () => {
    const { url: other } = await databases.create();
    await migrateUnitDatabase(other);
    await loadUnit(other, federation, unit, { complaints: records });
    const changed = complaint(id('full'), { updatedAt: '2026-05-01T00:00:00.000000Z', steps: [step()] });
    await upsertComplaints(other, federation, unit, [changed, complaint(id('new'))]);
    const again = await UnitStand.start(federation, unit, other);
    try {
      const answer = await again.ask(
        'complaints',
        '{ complaints(orderBy: {field: UPDATED_AT, direction: DESC}) { edges { node { id steps { step } respondents { role } } } } }',
      );
      const { edges } = (answer.data?.complaints ?? { edges: [] }) as { edges: { node: { id: string } }[] };
      expect(edges[0]?.node).toEqual({ id: id('full'), steps: [{ step: 'FORWARD' }], respondents: [] });
      expect(edges.map(({ node }) => node.id)).toContain(id('new'));
    } finally {
      await again.close();
    }
  });

  test('takes no complaint of a province that no list has', async () => {
    await expect(upsertComplaints(url, federation, unit, [complaint(id('x'), { provinceCode: 'ZZ' })])).rejects.toMatchObject({ code: 'ROW_VALUE' });
  });
});
