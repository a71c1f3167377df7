import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGateway } from '../../gateway/app.ts';
import { loadSupergraph } from '../../gateway/supergraph/load.ts';
import type { Federation } from '../../shared/config/federation.ts';
import { OperatorError } from '../../shared/errors/errors.ts';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';
import { startUnits } from '../../subgraphs/unit/app.ts';
import { migrateUnitDatabase } from '../../subgraphs/unit/persistence/ingest.ts';
import type { ConnectionAnswer } from '../kit/connections.ts';
import { startHub, type TestHub } from '../kit/hub.ts';
import { federationFile, readFederation } from '../kit/test-federation.ts';
import { UnitDatabases } from '../kit/unit-databases.ts';
import { sampleDraft, split } from '../kit/worlds.ts';

const list = (args: string): string => `{ complaints${args} { edges { node { id } } } }`;
const statistics = (args: string): string => `{ complaintStatistics${args} { total { received } } }`;
const RANGE = '{ from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z" }';
/** Nothing listens on the discard port of loopback. */
const GONE = 'postgresql://nobody:none@127.0.0.1:9/none';

describe('bad input', () => {
  const databases = new UnitDatabases();
  let federation: Federation;
  let hub: TestHub;

  beforeAll(async () => {
    federation = readFederation(federationFile({ units: 2 }));
    const rows = sampleDraft({ complaints: 30 }, 3);
    await databases.fill(federation, split(rows, federation));
    hub = await startHub(federation, databases);
  });
  afterEach(async () => {
    const answer = await hub.query(list('(first: 1)'));
    expect(answer.errors).toEqual([]);
  });

  test.each([
    ['an id of a unit nobody knows', '{ complaint(id: "NOWHERE/1") { id } }', 'UNKNOWN_UNIT'],
    ['an id of another form', '{ complaint(id: "17") { id } }', 'MALFORMED_ID'],
    ['an id of a mediation of an unknown unit', '{ mediation(id: "NOWHERE/1") { id } }', 'UNKNOWN_UNIT'],
    ['a filter for an unknown unit', list('(filter: { units: ["NOWHERE"] })'), 'UNKNOWN_UNIT'],
    ['statistics of an unknown unit', statistics('(filter: { units: ["NOWHERE"] })'), 'UNKNOWN_UNIT'],
    ['a damaged cursor', list('(after: "bm90IGEgY3Vyc29y")'), 'CURSOR_DAMAGED'],
    ['a cursor that is no text of ours', list('(after: "%%%")'), 'CURSOR_DAMAGED'],
    ['an empty cursor', list('(after: "")'), 'CURSOR_DAMAGED'],
    ['a page of none', list('(first: 0)'), 'PAGE_SIZE'],
    ['a page of 201', list('(first: 201)'), 'PAGE_SIZE'],
    ['a page of less than none', list('(first: -1)'), 'PAGE_SIZE'],
    ['pages from the end', list('(last: 5)'), 'GRAPHQL_VALIDATION_FAILED'],
    ['pages before a cursor', list('(before: "x")'), 'GRAPHQL_VALIDATION_FAILED'],
    ['a reversed range of receipt', list(`(filter: { received: ${RANGE} })`), 'RANGE_REVERSED'],
    ['a reversed range of updates', list(`(filter: { updated: ${RANGE} })`), 'RANGE_REVERSED'],
    ['a reversed period of statistics', statistics(`(filter: { resolved: ${RANGE} }, dateBasis: RESOLVED)`), 'RANGE_REVERSED'],
    ['reversed days of contacts', '{ contactStatistics(from: "2026-02-01", to: "2026-01-01") { total { received } } }', 'RANGE_REVERSED'],
    ['four dimensions', statistics('(groupBy: [UNIT, SECTOR, KIND, MONTH])'), 'TOO_MANY_DIMENSIONS'],
    ['a dimension named twice', statistics('(groupBy: [UNIT, UNIT])'), 'DIMENSION_REPEATED'],
    ['an unknown enum', list('(filter: { kinds: [GRUMBLE] })'), 'GRAPHQL_VALIDATION_FAILED'],
    ['an instant without a zone', list('(filter: { received: { from: "2026-01-01T00:00:00" } })'), 'BAD_INSTANT'],
    ['a day that does not exist', '{ contactStatistics(from: "2026-02-30", to: "2026-03-01") { total { received } } }', 'BAD_DATE'],
    ['a share beside ALL', statistics(' @completeness(require: ALL, share: 0.5)'), 'BAD_COMPLETENESS'],
    ['a share above the whole', statistics(' @completeness(require: QUORUM, share: 1.5)'), 'BAD_COMPLETENESS'],
    ['an unknown field', '{ complaints { edges { node { nothing } } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['what is not shown to clients', '{ complaints { edges { sortKey } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['the status of shards', '{ shardStatus { rows } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['entities by representation', '{ _entities(representations: []) { __typename } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a document that does not parse', '{ complaints', 'GRAPHQL_PARSE_FAILED'],
    ['two operations and no name', 'query A { __typename } query B { __typename }', 'OPERATION_RESOLUTION_FAILURE'],
  ])('%s is the caller’s error %s', async (_, document, code) => {
    const answer = await hub.query(document);
    expect(answer.errors.map(({ extensions }) => extensions?.code)).toEqual([code]);
    expect(answer.errors[0]?.message).not.toBe('');
    expect(JSON.stringify(answer)).not.toContain('stacktrace');
    expect(answer.status).toBeLessThan(500);
  });

  test.each([
    [
      'an unknown enum',
      'query Q($kinds: [ComplaintKind!]) { complaints(filter: { kinds: $kinds }) { totalCount } }',
      { kinds: ['GRUMBLE'] },
      'BAD_USER_INPUT',
    ],
    [
      'an instant that is none',
      'query Q($from: DateTime) { complaints(filter: { received: { from: $from } }) { totalCount } }',
      { from: 'x' },
      'BAD_INSTANT',
    ],
    ['a page of 201', 'query Q($first: Int!) { complaints(first: $first) { totalCount } }', { first: 201 }, 'PAGE_SIZE'],
    ['no page size', 'query Q($first: Int!) { complaints(first: $first) { totalCount } }', {}, 'BAD_USER_INPUT'],
    ['an unknown unit', 'query Q($units: [ID!]) { complaints(filter: { units: $units }) { totalCount } }', { units: ['X'] }, 'UNKNOWN_UNIT'],
  ])('%s in a variable is the caller’s error %#', async (_, document, variables, code) => {
    const answer = await hub.query(document, variables);
    expect(answer.errors.map(({ extensions }) => extensions?.code)).toEqual([code]);
    expect(answer.status).toBeLessThan(500);
  });

  test.each([
    ['another order', '(first: 2, orderBy: { field: UPDATED_AT, direction: ASC }, after: $after)'],
    ['another direction', '(first: 2, orderBy: { field: RECEIVED_AT, direction: ASC }, after: $after)'],
    ['another filter', '(first: 2, filter: { priority: true }, after: $after)'],
  ])('a cursor of %s is foreign', async (_, args) => {
    const first = await hub.query('{ complaints(first: 2) { pageInfo { endCursor } } }');
    const { endCursor } = (first.data.complaints as ConnectionAnswer).pageInfo;
    const answer = await hub.query(`query Q($after: String) { complaints${args} { totalCount } }`, { after: endCursor });
    expect(answer.errors.map(({ extensions }) => extensions?.code)).toEqual(['CURSOR_FOREIGN']);
  });

  test('a cursor of another field is foreign, an altered one damaged', async () => {
    const first = await hub.query('{ complaints(first: 2) { pageInfo { endCursor } } }');
    const endCursor = (first.data.complaints as ConnectionAnswer).pageInfo.endCursor ?? '';
    const document = 'query Q($after: String) { mediations(orderBy: { field: OPENED_AT, direction: DESC }, after: $after) { totalCount } }';
    const foreign = await hub.query(document, { after: endCursor });
    expect(foreign.errors.map(({ extensions }) => extensions?.code)).toEqual(['CURSOR_FOREIGN']);
    const altered = `${endCursor.slice(0, 20)}${endCursor[20] === 'A' ? 'B' : 'A'}${endCursor.slice(21)}`;
    const damaged = await hub.query('query Q($after: String) { complaints(after: $after) { totalCount } }', { after: altered });
    expect(damaged.errors.map(({ extensions }) => extensions?.code)).toEqual(['CURSOR_DAMAGED']);
  });

  test.each([
    ['no JSON', '{"query": '],
    ['a list', '[]'],
    ['a body without a query', '{}'],
    ['a query that is no text', '{"query": 7}'],
  ])('a request that is %s is refused with 400 and a code', async (_, body) => {
    const response = await fetch(hub.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const answer = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect(response.status).toBe(400);
    expect(answer.errors[0]?.extensions.code).toBe('BAD_REQUEST');
  });
});

describe('bad settings', () => {
  const databases = new UnitDatabases();

  const fault = async (work: () => unknown): Promise<OperatorError> => {
    try {
      await work();
    } catch (error) {
      if (error instanceof OperatorError) return error;
      throw error;
    }
    throw new Error('nothing was refused');
  };

  test('every fault of a federation file is named with its place', async () => {
    const file = federationFile({ units: 2, overrides: { speed: 'fast', timing: { deadlineMs: 1 } } });
    const [first] = file.units as object[];
    const { code, faults } = await fault(() => readFederation({ ...file, units: [...(file.units as object[]), first] }));
    expect(code).toBe('CONFIG_INVALID');
    expect(faults.join('\n')).toMatch(/speed/);
    expect(faults.join('\n')).toMatch(/timing\.deadlineMs/);
  });

  test('a unit that stands twice is named', async () => {
    const file = federationFile({ units: 2 });
    const [first] = file.units as object[];
    const { code, faults } = await fault(() => readFederation({ ...file, units: [...(file.units as object[]), first] }));
    expect([code, faults.join('\n')]).toEqual(['CONFIG_INVALID', expect.stringContaining('A1 stands twice')]);
  });

  test('a contract field without a rule is refused when the contracts are composed', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'lien-thong-contract-'));
    try {
      const sdl = join(directory, 'complaints.graphql');
      const text = readFileSync(projectFile('shared/contract/sdl/complaints.graphql'), 'utf8');
      const without = text.replace(/(\s+openAtStart: Int!) @gather\(rule: SUM\)/, '$1');
      expect(without).not.toBe(text);
      writeFileSync(sdl, without);
      const federation = readFederation(federationFile({ units: 1 }));
      const contracts = { ...federation.contracts, complaints: { sdl, sharded: true } };
      const { code, message, faults } = await fault(() => loadSupergraph({ contracts }));
      expect(code).toBe('CONTRACT_FIELD_WITHOUT_RULE');
      expect(`${message} ${faults.join(' ')}`).toContain('ComplaintMeasures.openAtStart');
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  test('a port in use is named, for the gateway and for units', async () => {
    const federation = readFederation(federationFile({ units: 1 }));
    await using hub = await startHub(federation, databases);
    const port = Number(new URL(hub.url).port);
    const gateway = await fault(() => startGateway({ federation: hub.federation, host: '127.0.0.1', port }));
    expect([gateway.code, gateway.message]).toEqual(['PORT_IN_USE', expect.stringContaining(String(port))]);
    const units = await fault(async () => startUnits({ federation, units: await databases.configs(federation), host: '127.0.0.1', port }));
    expect(units.code).toBe('PORT_IN_USE');
  });

  test('a database that is gone makes its unit missing and the others go on', async () => {
    const federation = readFederation(federationFile({ units: 2 }));
    const { code } = await fault(() => migrateUnitDatabase(GONE));
    expect(code).toBe('DATABASE_UNAVAILABLE');
    await using hub = await startHub(federation, databases, { gone: { A1: GONE } });
    const answer = await hub.query('{ complaints { edges { node { id } } } }');
    expect(answer.status).toBe(200);
    expect(answer.completeness?.missing).toMatchObject([{ unit: 'A1', reason: 'UNAVAILABLE' }]);
    expect(answer.completeness?.live).toEqual(['A1-B']);
  });

  test('a database of another unit makes the unit missing instead of giving its rows', async () => {
    const federation = readFederation(federationFile({ units: 2 }));
    const rows = sampleDraft({ complaints: 20 }, 3);
    await databases.fill(federation, split(rows, federation));
    await using hub = await startHub(federation, databases, { gone: { A1: await databases.url('A1-B') } });
    const answer = await hub.query('{ complaints(first: 200) { edges { node { id } } } }');
    expect(answer.completeness?.missing.map(({ unit }) => unit)).toEqual(['A1']);
    const { edges } = answer.data.complaints as ConnectionAnswer;
    for (const { node } of edges) expect(node.id).toMatch(/^A1-B\//);
  });
});
