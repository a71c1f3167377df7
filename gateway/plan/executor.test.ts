import { buildSchema, graphql, type OperationDefinitionNode, parse } from 'graphql';
import type { UnitCode } from '../../shared/domain/ids.ts';
import { decodeCursor } from '../../shared/paging/cursor.ts';
import { comparePositions, type Direction } from '../../shared/paging/order.ts';
import type { RequestState } from '../http/request-state.ts';
import type { KnownStatus, Topology } from '../shards/topology.ts';
import { composeFederation } from '../supergraph/compose.ts';
import type { Transport } from '../transport/shard-result.ts';
import { createExecutor } from './executor.ts';

const CONTRACT = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@inaccessible", "@shareable"])
  scalar Decimal
  type Query {
    note(id: ID!): Note @gather(rule: ROUTE, arg: "id")
    notes(units: [ID!] @prune, orderBy: NoteOrder! = { field: DAY, direction: ASC }, first: Int! = 10, after: String): NoteConnection @gather(rule: CONNECTION)
    noteStatistics: NoteStatistics @gather(rule: MERGE)
  }
  type NoteConnection { edges: [NoteEdge!]! pageInfo: PageInfo! totalCount: Int @gather(rule: SUM) }
  type NoteEdge { cursor: String! sortKey: String @inaccessible node: Note! }
  type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
  type Note @key(fields: "id") @sharded(key: "id") { id: ID! day: String days: Int! }
  type NoteStatistics { total: Measures! @gather(rule: MERGE) groups: [Group!]! @gather(rule: GROUPS, by: "id") }
  type Group { id: ID! measures: Measures! @gather(rule: MERGE) }
  type Measures {
    count: Int! @gather(rule: SUM)
    sum: Int! @gather(rule: SUM)
    mean: Decimal @derive(op: RATIO, of: ["sum", "count"])
    histogram: [Bucket!]! @gather(rule: HISTOGRAM, by: "days")
    median: Int @derive(op: QUANTILE, of: ["histogram"], q: 0.5)
  }
  type Bucket { days: Int! count: Int! }
  input NoteOrder { field: NoteOrderField! direction: OrderDirection! }
  enum NoteOrderField { DAY }
  enum OrderDirection { ASC DESC }
`;

interface Note {
  readonly id: string;
  readonly day: string | null;
  readonly days: number;
}

const measuresOf = (notes: readonly Note[]) => ({
  count: notes.length,
  sum: notes.reduce((sum, note) => sum + note.days, 0),
  histogram: [...new Set(notes.map((note) => note.days))].map((days) => ({ days, count: notes.filter((note) => note.days === days).length })),
});

/** A shard in memory that answers by graphql-js. */
function shardRoot(notes: readonly Note[]) {
  return {
    note: ({ id }: { id: string }) => notes.find((note) => note.id === id) ?? null,
    notes: ({ first, after, orderBy }: { first: number; after?: string | null; orderBy: { direction: Direction } }) => {
      const cursor = after ? decodeCursor(after) : undefined;
      const sorted = notes
        .map((note) => ({ value: note.day, id: note.id, note }))
        .sort((a, b) => comparePositions(a, b, orderBy.direction))
        .filter((row) => cursor === undefined || comparePositions(row, cursor, orderBy.direction) > 0);
      const edges = sorted.slice(0, first).map(({ value, note }) => ({ cursor: '', sortKey: value, node: note }));
      return { edges, pageInfo: { hasNextPage: sorted.length > first, hasPreviousPage: false }, totalCount: notes.length };
    },
    noteStatistics: {
      total: measuresOf(notes),
      groups: [...new Set(notes.map((note) => note.day))].map((day) => ({
        id: JSON.stringify([day]),
        measures: measuresOf(notes.filter((note) => note.day === day)),
      })),
    },
  };
}

const shardSchema = buildSchema(
  CONTRACT.replace(/extend schema.*\n/, '').replace(/ @(gather|derive|key|sharded|prune|inaccessible|shareable)(\([^)]*\))?/g, ''),
);

function world(shards: Readonly<Record<string, readonly Note[]>>, broken: readonly string[] = [], canned: Readonly<Record<string, object>> = {}) {
  const units = Object.keys(shards).sort() as UnitCode[];
  const status = (unit: UnitCode): KnownStatus => ({
    rows: shards[unit]?.length ?? 0,
    coveredFrom: null,
    coveredTo: null,
    referenceVersion: 'v1',
    confirmedZero: [],
    lastSeen: '2026-01-01T00:00:00.000000Z',
  });
  const topology: Topology = {
    shards: () => units.map((unit) => ({ unit, url: unit })),
    notConnected: () => ['Z-9' as UnitCode],
    knows: (unit) => unit === 'Z-9' || unit in shards,
    covering: () => [],
    coveringAbsent: () => [],
    status: (_contract, unit) => status(unit),
  };
  const transport: Transport = {
    send: async ({ url, body }) => {
      if (broken.includes(url)) return { state: 'timeout', detail: 'too late', milliseconds: 1 };
      const given = canned[url];
      if (given !== undefined) return { state: 'ok', answer: given, referenceVersion: 'v1', bytes: 0, milliseconds: 1 };
      const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
      const answer = await graphql({ schema: shardSchema, source: query, variableValues: variables, rootValue: shardRoot(shards[url] ?? []) });
      return { state: 'ok', answer: JSON.parse(JSON.stringify(answer)), referenceVersion: 'v1', bytes: 0, milliseconds: 1 };
    },
    close: () => Promise.resolve(),
  };
  const supergraph = composeFederation([{ name: 'notes', sdl: CONTRACT, sharded: true, url: undefined }]);
  const executor = createExecutor({
    supergraph,
    topology,
    transport,
    federation: { timeZone: 'Asia/Ho_Chi_Minh', historyFrom: '2020-01-01', referenceVersion: 'v1' },
    clock: () => 1_800_000_000_000,
  });
  return async (source: string, variables: Record<string, unknown> = {}) => {
    const document = parse(source);
    const state: RequestState = {
      requestId: 'r',
      explain: true,
      startedAt: 1_800_000_000_000,
      deadlineAt: 1_800_000_005_000,
      signal: new AbortController().signal,
    };
    const { errors } = await executor({ document, operation: document.definitions[0] as OperationDefinitionNode, variables, state });
    if (errors) return { errors: errors.map((error) => error.toJSON()) };
    return { status: state.status, ...JSON.parse(String(state.answer)) };
  };
}

const notes = (unit: string, days: readonly (number | null)[]): Note[] =>
  days.map((day, index) => ({ id: `${unit}/${index}`, day: day === null ? null : `2026-01-${String(day).padStart(2, '0')}`, days: day ?? 0 }));

const three = { 'A-1': notes('A-1', [1, 3, 5, null]), 'B-2': notes('B-2', [2, 3, 4]), 'C-3': notes('C-3', []) };

describe('the executor over shards', () => {
  it('merges a page of all shards in one order and walks on by its cursor', async () => {
    const ask = world(three);
    const query =
      'query($after:String){ notes(first:4, after:$after){ totalCount pageInfo{hasNextPage endCursor} list: edges{c: cursor node{__typename id day}} } }';
    const first = await ask(query);
    expect(first.errors).toBeUndefined();
    expect(first.data.notes.list.map((edge: { node: Note }) => edge.node.id)).toEqual(['A-1/0', 'B-2/0', 'A-1/1', 'B-2/1']);
    expect(first.data.notes).toMatchObject({ totalCount: 7, pageInfo: { hasNextPage: true } });
    const second = await ask(query, { after: first.data.notes.pageInfo.endCursor });
    expect(second.data.notes.list.map((edge: { node: Note }) => edge.node.id)).toEqual(['B-2/2', 'A-1/2', 'A-1/3']);
    expect(second.data.notes.pageInfo.hasNextPage).toBe(false);
    expect(second.extensions.explain.parts[0].rounds).toBeLessThanOrEqual(2);
  });

  it('adds measures and derives means and medians after the merge', async () => {
    const { data, extensions } = await world(three)(
      '{ noteStatistics { total { m: mean median histogram { n: count days } } groups { id measures { count median } } __typename } }',
    );
    expect(data.noteStatistics.total).toEqual({
      m: '2.571429',
      median: 3,
      histogram: [0, 1, 2, 3, 4, 5].map((days) => ({ n: days === 3 ? 2 : 1, days })),
    });
    expect(data.noteStatistics.groups[2]).toEqual({ id: '["2026-01-03"]', measures: { count: 2, median: 3 } });
    expect(extensions.completeness).toMatchObject({ policy: 'ALL', live: ['A-1', 'B-2', 'C-3'], missing: [], notConnected: ['Z-9'], coverage: 1 });
  });

  it('names a missing unit, gives the rows of the others and no total', async () => {
    const { data, errors, extensions, status } = await world(three, ['B-2'])('{ notes { totalCount edges { node { id } } } }');
    expect(status).toBe(200);
    expect(data.notes.edges.map((edge: { node: Note }) => edge.node.id)).toEqual(['A-1/0', 'A-1/1', 'A-1/2', 'A-1/3']);
    expect(data.notes.totalCount).toBeNull();
    expect(errors[0]).toMatchObject({ path: ['notes', 'totalCount'], extensions: { code: 'TOTAL_UNKNOWN' } });
    expect(extensions.completeness).toMatchObject({ missing: [{ unit: 'B-2', reason: 'TIMEOUT' }], live: ['A-1', 'C-3'], coverage: 4 / 7 });
  });

  it('refuses statistics under ALL, and gives them under QUORUM and BEST_EFFORT as they say', async () => {
    const ask = world(three, ['B-2']);
    const refused = await ask('{ noteStatistics { total { count } } }');
    expect(refused).toMatchObject({ status: 503, data: { noteStatistics: null }, errors: [{ extensions: { code: 'INCOMPLETE' } }] });
    const half = await ask('{ noteStatistics @completeness(require: QUORUM, share: 0.5) { total { count } } }');
    expect(half).toMatchObject({ status: 200, data: { noteStatistics: { total: { count: 4 } } } });
    const most = await ask('{ noteStatistics @completeness(require: QUORUM, share: 0.6) { total { count } } }');
    expect(most.status).toBe(503);
    const any = await ask('{ noteStatistics @completeness(require: BEST_EFFORT) { total { count } } }');
    expect(any.data.noteStatistics.total.count).toBe(4);
  });

  it('says that nobody answered rather than giving an empty list', async () => {
    const answer = await world(three, ['A-1', 'B-2', 'C-3'])('{ notes { edges { cursor } } }');
    expect(answer).toMatchObject({ status: 503, data: { notes: null }, errors: [{ extensions: { code: 'NO_ANSWER' } }] });
  });

  it.each([
    ['no data', { data: {} }],
    ['null for statistics', { data: { noteStatistics: null, notes: null } }],
    ['edges of another shape', { data: { notes: { __e: [{}], __p: { __m: false } }, noteStatistics: null } }],
    ['edges that are null', { data: { notes: { __e: [null], __p: { __m: false } } } }],
  ])('names a unit that answers %s as INVALID and keeps the rows of the others', async (_what, answer) => {
    const ask = world(three, [], { 'B-2': answer });
    const { data, extensions } = await ask('{ notes { edges { node { id } } } }');
    expect(data.notes.edges).toHaveLength(4);
    expect(extensions.completeness.missing).toMatchObject([{ unit: 'B-2', reason: 'INVALID' }]);
    expect(await ask('{ noteStatistics { total { count } } }')).toMatchObject({ status: 503, data: { noteStatistics: null } });
  });

  it('gives no total when a unit does not know its own', async () => {
    const ask = world(three, [], { 'B-2': { data: { notes: { __e: [], __p: { __m: false }, totalCount: null } } } });
    const { data, errors } = await ask('{ notes { totalCount } }');
    expect(data.notes.totalCount).toBeNull();
    expect(errors[0].extensions.code).toBe('TOTAL_UNKNOWN');
  });

  it('follows no name that a shard gives out of the answer', async () => {
    const hostile = JSON.parse('{"data":{"note":{"id":"B-2/0","day":"x","__proto__":{"polluted":true}}}}') as object;
    await world(three, [], { 'B-2': hostile })('{ note(id: "B-2/0") { day } }');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('keeps aliases apart that are names of other fields', async () => {
    const { data, errors } = await world(three)('{ notes(first: 1) { edges { node { id: day day: id days: days _c_x: days } } } }');
    expect(errors).toBeUndefined();
    expect(data.notes.edges[0].node).toEqual({ id: '2026-01-01', day: 'A-1/0', days: 1, _c_x: 1 });
  });

  it('asks under the policy of a field wherever it is written', async () => {
    const ask = world(three, ['B-2']);
    const twice = await ask('{ notes @completeness(require: ALL) { totalCount } notes { edges { cursor } } }');
    expect(twice.status).toBe(503);
    const contrary = await ask('{ notes @completeness(require: ALL) { totalCount } notes @completeness(require: BEST_EFFORT) { totalCount } }');
    expect(contrary.errors[0].extensions.code).toBe('BAD_COMPLETENESS');
  });

  it('asks only the unit an id names, and refuses ids nobody holds', async () => {
    const ask = world(three, ['B-2']);
    expect((await ask('{ note(id: "A-1/1") { day } }')).data).toEqual({ note: { day: '2026-01-03' } });
    expect((await ask('{ note(id: "B-2/1") { day } }')).errors[0].extensions.code).toBe('UNIT_MISSING');
    expect((await ask('{ note(id: "X-1/1") { day } }')).errors[0].extensions.code).toBe('UNKNOWN_UNIT');
    expect((await ask('{ note(id: "Z-9/1") { day } }')).errors[0].extensions.code).toBe('UNIT_NOT_CONNECTED');
    expect((await ask('{ note(id: "nothing") { day } }')).errors[0].extensions.code).toBe('MALFORMED_ID');
  });

  it('asks no unit that the arguments leave out', async () => {
    const { extensions, data } = await world(three)('{ notes(units: ["B-2"]) { totalCount } }');
    expect(extensions.completeness.asked).toEqual(['B-2']);
    expect(data.notes.totalCount).toBe(3);
  });

  it('shares one plan between documents that differ in literals, and answers each with its own', async () => {
    const ask = world(three);
    const ids = async (first: number) => (await ask(`{ notes(first: ${first}) { edges { node { id } } } }`)).data.notes.edges.length;
    expect([await ids(2), await ids(5)]).toEqual([2, 5]);
  });

  it('decides @skip and @include per request', async () => {
    const ask = world(three);
    const query = 'query($skip: Boolean!) { note(id: "A-1/0") { id day @skip(if: $skip) ... @include(if: $skip) { days } } }';
    expect((await ask(query, { skip: true })).data.note).toEqual({ id: 'A-1/0', days: 1 });
    expect((await ask(query, { skip: false })).data.note).toEqual({ id: 'A-1/0', day: '2026-01-01' });
  });

  it('refuses pages beyond the limits and cursors that are damaged or foreign', async () => {
    const ask = world(three);
    const code = async (args: string) => (await ask(`{ notes(${args}) { totalCount } }`)).errors[0].extensions.code;
    expect(await code('first: 0')).toBe('PAGE_SIZE');
    expect(await code('first: 201')).toBe('PAGE_SIZE');
    expect(await code('after: "x"')).toBe('CURSOR_DAMAGED');
    const { data } = await ask('{ notes(first: 1) { pageInfo { endCursor } } }');
    expect(await code(`units: ["A-1"], after: "${data.notes.pageInfo.endCursor}"`)).toBe('CURSOR_FOREIGN');
    expect(await code(`orderBy: { field: DAY, direction: DESC }, after: "${data.notes.pageInfo.endCursor}"`)).toBe('CURSOR_FOREIGN');
  });
});
