import { type Federation, loadFederation } from '../../shared/config/federation.ts';
import type { UnitCode } from '../../shared/domain/ids.ts';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';
import { loadUnit, migrateUnitDatabase } from '../../subgraphs/unit/persistence/ingest.ts';
import { testDatabases } from '../kit/postgres.ts';
import { mediation } from './records.ts';
import { UnitStand } from './unit-stand.ts';

const unit = 'HBV-79' as UnitCode;
const id = (local: string): string => `${unit}/${local}`;

const records = [
  mediation(id('open'), { complaintOriginId: 'SCT-79/1' }),
  mediation(id('settled'), {
    complaintOriginId: 'SCT-79/1',
    openedAt: '2026-01-31T16:59:59.999999Z',
    closedAt: '2026-03-01T00:00:00.000000Z',
    outcome: 'SETTLED',
    settledAmount: '1000000.10',
    performBy: '2026-04-01T00:00:00.000000Z',
    performed: true,
  }),
  mediation(id('partly'), {
    complaintOriginId: 'VCC/5',
    method: 'ADVICE',
    openedAt: '2026-01-31T17:00:00.000000Z',
    closedAt: '2026-03-02T00:00:00.000000Z',
    outcome: 'PARTLY_SETTLED',
    settledAmount: '0.9',
    performed: false,
  }),
  mediation(id('failed'), { openedAt: '2025-12-01T00:00:00.000000Z', closedAt: '2026-03-02T00:00:00.000000Z', outcome: 'NOT_SETTLED' }),
];

describe('mediations of an association', () => {
  let federation: Federation;
  let stand: UnitStand;
  afterAll(() => stand.close());
  const databases = testDatabases();
  const ask = async (query: string, variables = {}): Promise<Record<string, unknown>> => {
    const { data, errors } = await stand.ask('mediation', query, variables);
    return { ...data, ...(errors.length > 0 ? { codes: errors.map(({ extensions }) => extensions.code) } : {}) };
  };
  const ids = async (args: string): Promise<unknown> => {
    const { mediations, codes } = await ask(`{ mediations${args} { totalCount edges { node { id } } } }`);
    const { edges } = (mediations ?? { edges: [] }) as { edges: { node: { id: string } }[] };
    return codes ?? edges.map(({ node }) => node.id.slice(unit.length + 1));
  };

  beforeAll(async () => {
    federation = loadFederation(projectFile('federations/vietnam/federation.yaml'));
    const { url } = await databases.create();
    await migrateUnitDatabase(url);
    await loadUnit(url, federation, unit, { mediations: records });
    stand = await UnitStand.start(federation, unit, url);
  });

  test('gives every field of a mediation and of its complaint only the id', async () => {
    const fields = 'id unit { code } complaint { originId } method openedAt closedAt outcome settledAmount performBy performed';
    expect(await ask(`{ mediation(id: "${id('settled')}") { ${fields} } }`)).toEqual({
      mediation: {
        id: id('settled'),
        unit: { code: unit },
        complaint: { originId: 'SCT-79/1' },
        method: 'MEDIATION',
        openedAt: '2026-01-31T16:59:59.999999Z',
        closedAt: '2026-03-01T00:00:00.000000Z',
        outcome: 'SETTLED',
        settledAmount: '1000000.1',
        performBy: '2026-04-01T00:00:00.000000Z',
        performed: true,
      },
    });
    expect(await ask('{ mediation(id: "HBV-01/1") { id } }')).toEqual({ mediation: null });
    expect(await ask('{ mediation(id: "x") { id } }')).toEqual({ mediation: null, codes: ['MALFORMED_ID'] });
  });

  test('lists mediations by opening or closing, open ones last in both directions, ties by id', async () => {
    expect(await ids('')).toEqual(['open', 'partly', 'settled', 'failed']);
    expect(await ids('(orderBy: {field: CLOSED_AT, direction: ASC})')).toEqual(['settled', 'failed', 'partly', 'open']);
    expect(await ids('(orderBy: {field: CLOSED_AT, direction: DESC})')).toEqual(['failed', 'partly', 'settled', 'open']);
    expect(await ids('(filter: {methods: [ADVICE]})')).toEqual(['partly']);
    expect(await ids('(filter: {outcomes: [SETTLED, NOT_SETTLED]})')).toEqual(['settled', 'failed']);
    expect(await ids('(filter: {units: ["HBV-01"]})')).toEqual([]);
    expect(await ids('(filter: {opened: {from: "2026-01-31T17:00:00Z", to: "2026-03-05T00:00:00Z"}})')).toEqual(['partly']);
    expect(await ids('(first: 0)')).toEqual(['PAGE_SIZE']);
  });

  test('walks from one page to the next through rows without a value', async () => {
    const found: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 4; page++) {
      const answer: Record<string, unknown> = await ask(
        'query ($after: String) { mediations(first: 1, after: $after, orderBy: {field: CLOSED_AT, direction: DESC}) { edges { node { id } } pageInfo { endCursor hasNextPage } } }',
        { after },
      );
      const { edges, pageInfo } = answer.mediations as { edges: { node: { id: string } }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
      found.push(...edges.map(({ node }) => node.id));
      after = pageInfo.endCursor;
      expect(pageInfo.hasNextPage).toBe(page < 3);
    }
    expect(found).toEqual(['failed', 'partly', 'settled', 'open'].map(id));
  });

  test('gives the mediations of several complaints, ordered by id, and none for one without', async () => {
    const representations = ['SCT-79/1', 'SCT-79/2', 'VCC/5'].map((originId) => ({ __typename: 'Complaint', originId }));
    const answer = await ask('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Complaint { originId mediations { id } } } }', {
      r: representations,
    });
    expect(answer._entities).toEqual([
      { originId: 'SCT-79/1', mediations: [{ id: id('open') }, { id: id('settled') }] },
      { originId: 'SCT-79/2', mediations: [] },
      { originId: 'VCC/5', mediations: [{ id: id('partly') }] },
    ]);
  });

  test('finds a mediation by its representation', async () => {
    const answer = await ask('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Mediation { id method } } }', {
      r: [{ __typename: 'Mediation', id: id('partly') }],
    });
    expect(answer._entities).toEqual([{ id: id('partly'), method: 'ADVICE' }]);
  });

  test('counts what was opened and closed in a period, by local month of the opening', async () => {
    const period = 'filter: {opened: {from: "2026-01-01T00:00:00+07:00", to: "2026-04-01T00:00:00+07:00"}}';
    const answer = await ask(`{ mediationStatistics(${period}, groupBy: [MONTH, UNIT]) {
      total { opened closed settled performed settledAmount }
      groups { id unit { code } month method measures { opened closed } } }
      all: mediationStatistics { total { opened closed } groups { id } } }`);
    const group = (month: string, opened: number, closed: number) => ({
      id: JSON.stringify([month, unit]),
      unit: { code: unit },
      month,
      method: null,
      measures: { opened, closed },
    });
    expect(answer).toEqual({
      mediationStatistics: {
        total: { opened: 3, closed: 3, settled: 2, performed: 1, settledAmount: '1000001' },
        groups: [group('2025-12', 0, 1), group('2026-01', 1, 1), group('2026-02', 1, 1), group('2026-03', 1, 0)],
      },
      all: { total: { opened: 4, closed: 3 }, groups: [] },
    });
  });

  test('says how many mediations it holds', async () => {
    expect(await ask('{ shardStatus { unit contract rows coveredFrom } }')).toEqual({
      shardStatus: { unit, contract: 'mediation', rows: 4, coveredFrom: null },
    });
  });
});
