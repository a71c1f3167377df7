import { OperatorError } from '../../shared/errors/errors.ts';
import type { ContractErrorCode } from './contract-fault.ts';
import { projectContract, shardedContract, warnings } from './fixtures/contracts.ts';
import { readContract } from './read-contract.ts';

/** The faults of a contract; none when it is taken. */
function faultsOf(sdl: string): { code: string; faults: readonly string[] } {
  try {
    readContract(shardedContract(sdl));
    return { code: 'none', faults: [] };
  } catch (error) {
    if (error instanceof OperatorError) return { code: error.code, faults: error.faults };
    throw error;
  }
}

const ROW = 'type Row @key(fields: "id") @sharded(key: "id") { id: ID! }';
const measures = (fields: string, more = ''): string => `scalar Decimal scalar BigInt scalar DateTime scalar Date
  type Query { figures: Figures @gather(rule: MERGE) } type Figures { ${fields} } ${more}`;
const paged = (change: (sdl: string) => string): string => change(warnings.sdl.replace(/^.*\n/, ''));

interface Case {
  readonly behaviour: string;
  readonly sdl: string;
  readonly code: ContractErrorCode;
  readonly place: string;
}

const fieldsWithoutRule: readonly Case[] = [
  { behaviour: 'a root field without a rule', sdl: 'type Query { n: Int }', code: 'CONTRACT_FIELD_WITHOUT_RULE', place: 'Query.n' },
  { behaviour: 'a measure without a rule', sdl: measures('n: Int'), code: 'CONTRACT_FIELD_WITHOUT_RULE', place: 'Figures.n' },
  {
    behaviour: 'a field of a group besides its key',
    sdl: measures('groups: [Group!] @gather(rule: GROUPS, by: "id")', 'type Group { id: ID! n: Int }'),
    code: 'CONTRACT_FIELD_WITHOUT_RULE',
    place: 'Group.n',
  },
  {
    behaviour: 'a field of an entity that every shard may know something of',
    sdl: 'type Trader @key(fields: "id") { id: ID! name: String }',
    code: 'CONTRACT_FIELD_WITHOUT_RULE',
    place: 'Trader.name',
  },
  {
    behaviour: 'a total of a connection without a rule',
    sdl: paged((sdl) => sdl.replace('totalCount: Int @gather(rule: SUM)', 'totalCount: Int')),
    code: 'CONTRACT_FIELD_WITHOUT_RULE',
    place: 'WarningConnection.totalCount',
  },
  {
    behaviour: 'a mutation',
    sdl: `${measures('n: Int @gather(rule: SUM)')} type Mutation { add: Int }`,
    code: 'CONTRACT_FIELD_WITHOUT_RULE',
    place: 'Mutation.add',
  },
];

const rulesThatDoNotFit: readonly Case[] = [
  { behaviour: 'a sum of Float', sdl: measures('n: Float @gather(rule: SUM)'), code: 'CONTRACT_SUM_OF_FLOAT', place: 'Figures.n' },
  { behaviour: 'a maximum of Float', sdl: measures('n: Float @gather(rule: MAX)'), code: 'CONTRACT_SUM_OF_FLOAT', place: 'Figures.n' },
  { behaviour: 'a sum of texts', sdl: measures('n: String @gather(rule: SUM)'), code: 'CONTRACT_RULE_TYPE', place: 'Figures.n' },
  { behaviour: 'a sum of dates', sdl: measures('n: Date @gather(rule: SUM)'), code: 'CONTRACT_RULE_TYPE', place: 'Figures.n' },
  { behaviour: 'a sum of lists', sdl: measures('n: [Int!] @gather(rule: SUM)'), code: 'CONTRACT_RULE_TYPE', place: 'Figures.n' },
  { behaviour: 'a minimum of texts', sdl: measures('n: String @gather(rule: MIN)'), code: 'CONTRACT_RULE_TYPE', place: 'Figures.n' },
  { behaviour: 'MERGE of a number', sdl: measures('n: Int @gather(rule: MERGE)'), code: 'CONTRACT_RULE_TYPE', place: 'Figures.n' },
  { behaviour: 'MERGE of a list', sdl: measures('n: [Row!] @gather(rule: MERGE)', ROW), code: 'CONTRACT_RULE_TYPE', place: 'Figures.n' },
  {
    behaviour: 'MERGE of an interface',
    sdl: measures('n: Named @gather(rule: MERGE)', 'interface Named { name: String } type Thing implements Named { name: String }'),
    code: 'CONTRACT_RULE_TYPE',
    place: 'Figures.n',
  },
  { behaviour: 'GROUPS of one object', sdl: measures('n: Row @gather(rule: GROUPS, by: "id")', ROW), code: 'CONTRACT_RULE_TYPE', place: 'Figures.n' },
  { behaviour: 'GROUPS without a key', sdl: measures('n: [Row!] @gather(rule: GROUPS)', ROW), code: 'CONTRACT_RULE_ARGUMENT', place: 'Figures.n' },
  {
    behaviour: 'GROUPS by an object',
    sdl: measures('n: [Group!] @gather(rule: GROUPS, by: "row")', `${ROW} type Group { row: Row }`),
    code: 'CONTRACT_RULE_TYPE',
    place: 'Figures.n',
  },
  {
    behaviour: 'CONCAT by a field that is not there',
    sdl: measures('n: [Row!] @gather(rule: CONCAT, by: "no")', ROW),
    code: 'CONTRACT_RULE_ARGUMENT',
    place: 'Figures.n',
  },
  { behaviour: 'CONCAT of texts', sdl: measures('n: [String!] @gather(rule: CONCAT, by: "id")'), code: 'CONTRACT_RULE_TYPE', place: 'Figures.n' },
  {
    behaviour: 'LATEST by a field that is not there',
    sdl: measures('n: Int @gather(rule: LATEST, by: "at")'),
    code: 'CONTRACT_RULE_ARGUMENT',
    place: 'Figures.n',
  },
  {
    behaviour: 'LATEST by a text',
    sdl: measures('n: Int @gather(rule: LATEST, by: "at") at: String @gather(rule: SAME)'),
    code: 'CONTRACT_RULE_TYPE',
    place: 'Figures.n',
  },
  {
    behaviour: 'HISTOGRAM of buckets with a third field',
    sdl: measures('n: [Bucket!] @gather(rule: HISTOGRAM, by: "days")', 'type Bucket { days: Int! count: Int! note: String }'),
    code: 'CONTRACT_RULE_TYPE',
    place: 'Figures.n',
  },
  {
    behaviour: 'HISTOGRAM of buckets that are not whole',
    sdl: measures('n: [Bucket!] @gather(rule: HISTOGRAM, by: "days")', 'type Bucket { days: Float! count: Int! }'),
    code: 'CONTRACT_RULE_TYPE',
    place: 'Figures.n',
  },
  {
    behaviour: 'a key where the rule takes none',
    sdl: measures('n: Int @gather(rule: SUM, by: "id")'),
    code: 'CONTRACT_RULE_ARGUMENT',
    place: 'Figures.n',
  },
  {
    behaviour: 'an argument where the rule takes none',
    sdl: measures('n: Int @gather(rule: SUM, arg: "id")'),
    code: 'CONTRACT_RULE_ARGUMENT',
    place: 'Figures.n',
  },
  {
    behaviour: 'ROUTE by an argument that is not there',
    sdl: `type Query { row(id: ID!): Row @gather(rule: ROUTE, arg: "code") } ${ROW}`,
    code: 'CONTRACT_RULE_ARGUMENT',
    place: 'Query.row',
  },
  {
    behaviour: 'ROUTE by a text',
    sdl: `type Query { row(id: String!): Row @gather(rule: ROUTE, arg: "id") } ${ROW}`,
    code: 'CONTRACT_RULE_TYPE',
    place: 'Query.row',
  },
  {
    behaviour: 'ROUTE to a list',
    sdl: `type Query { row(id: ID!): [Row] @gather(rule: ROUTE, arg: "id") } ${ROW}`,
    code: 'CONTRACT_RULE_TYPE',
    place: 'Query.row',
  },
  {
    behaviour: 'ROUTE below a root',
    sdl: measures('row(id: ID!): Row @gather(rule: ROUTE, arg: "id")', ROW),
    code: 'CONTRACT_RULE_TYPE',
    place: 'Figures.row',
  },
  {
    behaviour: 'CONNECTION below a root',
    sdl: measures('rows(first: Int): RowConnection @gather(rule: CONNECTION)', `${ROW} type RowConnection { edges: [Row!] }`),
    code: 'CONTRACT_RULE_TYPE',
    place: 'Figures.rows',
  },
  {
    behaviour: 'both a rule and a derivation',
    sdl: measures('n: Int @gather(rule: SUM) @derive(op: RATIO, of: ["n", "n"])'),
    code: 'CONTRACT_RULE_TYPE',
    place: 'Figures.n',
  },
];

const nullability: readonly Case[] = [
  { behaviour: 'a root field that is never null', sdl: 'type Query { n: Int! @gather(rule: SUM) }', code: 'CONTRACT_RULE_TYPE', place: 'Query.n' },
  {
    behaviour: 'a gathered field of an entity that is never null',
    sdl: 'type Matter @key(fields: "id") { id: ID! n: Int! @gather(rule: SUM) }',
    code: 'CONTRACT_RULE_TYPE',
    place: 'Matter.n',
  },
  {
    behaviour: 'a key of groups that may be null',
    sdl: measures('n: [Group!] @gather(rule: GROUPS, by: "id")', 'type Group { id: ID }'),
    code: 'CONTRACT_RULE_TYPE',
    place: 'Figures.n',
  },
];

const SUMS = 'sum: Decimal @gather(rule: SUM) count: Int @gather(rule: SUM)';
const HISTOGRAM = 'days: [Bucket!] @gather(rule: HISTOGRAM, by: "days")';
const BUCKET = 'type Bucket { days: Int! count: Int! }';

const derivations: readonly Case[] = [
  {
    behaviour: 'a ratio of what is not there',
    sdl: measures(`${SUMS} n: Decimal @derive(op: RATIO, of: ["sum", "all"])`),
    code: 'CONTRACT_RULE_ARGUMENT',
    place: 'Figures.n',
  },
  {
    behaviour: 'a ratio of one',
    sdl: measures(`${SUMS} n: Decimal @derive(op: RATIO, of: ["sum"])`),
    code: 'CONTRACT_RULE_ARGUMENT',
    place: 'Figures.n',
  },
  {
    behaviour: 'a ratio of what is not summed',
    sdl: measures(`${SUMS} top: Int @gather(rule: MAX) n: Decimal @derive(op: RATIO, of: ["top", "count"])`),
    code: 'CONTRACT_RULE_TYPE',
    place: 'Figures.n',
  },
  {
    behaviour: 'a ratio as Float',
    sdl: measures(`${SUMS} n: Float @derive(op: RATIO, of: ["sum", "count"])`),
    code: 'CONTRACT_RULE_TYPE',
    place: 'Figures.n',
  },
  {
    behaviour: 'a ratio that is never null',
    sdl: measures(`${SUMS} n: Decimal! @derive(op: RATIO, of: ["sum", "count"])`),
    code: 'CONTRACT_RULE_TYPE',
    place: 'Figures.n',
  },
  {
    behaviour: 'a quantile without q',
    sdl: measures(`${HISTOGRAM} n: Int @derive(op: QUANTILE, of: ["days"])`, BUCKET),
    code: 'CONTRACT_RULE_ARGUMENT',
    place: 'Figures.n',
  },
  {
    behaviour: 'a quantile at 0',
    sdl: measures(`${HISTOGRAM} n: Int @derive(op: QUANTILE, of: ["days"], q: 0)`, BUCKET),
    code: 'CONTRACT_RULE_ARGUMENT',
    place: 'Figures.n',
  },
  {
    behaviour: 'a quantile above 1',
    sdl: measures(`${HISTOGRAM} n: Int @derive(op: QUANTILE, of: ["days"], q: 1.01)`, BUCKET),
    code: 'CONTRACT_RULE_ARGUMENT',
    place: 'Figures.n',
  },
  {
    behaviour: 'a quantile of sums',
    sdl: measures(`${SUMS} n: Int @derive(op: QUANTILE, of: ["sum"], q: 0.5)`),
    code: 'CONTRACT_RULE_TYPE',
    place: 'Figures.n',
  },
];

const connections: readonly Case[] = [
  ['first', 'first: Int! = 20', ''],
  ['after', 'after: String', 'after: Int'],
  ['orderBy', 'orderBy: WarningOrder! = { field: ISSUED_AT, direction: DESC }', ''],
  ['orderBy.direction', 'direction: OrderDirection!', 'direction: WarningKind!'],
  ['orderBy.field', 'field: WarningOrderField!', 'field: String!'],
  ['edges as a list', 'edges: [WarningEdge!]!', 'edges: WarningEdge'],
  ['cursor', 'cursor: String!', 'position: String!'],
  ['a sortKey that may be null', 'sortKey: String @inaccessible', 'sortKey: String! @inaccessible'],
  ['node', 'node: Warning!', 'row: Warning!'],
  ['an id of the node', '\n    id: ID!\n', '\n    id: Int!\n'],
  ['pageInfo.endCursor', 'endCursor: String', ''],
].map(([what, part = '', change = '']) => ({
  behaviour: `a connection without ${what}`,
  sdl: paged((sdl) => sdl.replace(/ = \{ field: ISSUED_AT, direction: DESC \}/, part.startsWith('orderBy') ? '$&' : '').replace(part, change)),
  code: what === 'an id of the node' ? 'CONTRACT_SHARD_KEY' : 'CONTRACT_CONNECTION_SHAPE',
  place: what === 'an id of the node' ? 'Warning' : 'Query.warnings',
}));

const rows: readonly Case[] = [
  {
    behaviour: 'a row that returns another row',
    sdl: 'type Row @key(fields: "id") @sharded(key: "id") { id: ID! next: Row }',
    code: 'CONTRACT_ROW_RETURNS_SHARDED',
    place: 'Row.next',
  },
  {
    behaviour: 'a child of a row that returns rows',
    sdl: 'type Row @key(fields: "id") @sharded(key: "id") { id: ID! parts: [Part!]! } type Part { rows: [Row!]! }',
    code: 'CONTRACT_ROW_RETURNS_SHARDED',
    place: 'Part.rows',
  },
  {
    behaviour: 'a row that returns a union with a row in it',
    sdl: 'type Row @key(fields: "id") @sharded(key: "id") { id: ID! any: Any } union Any = Row | Note type Note { text: String }',
    code: 'CONTRACT_ROW_RETURNS_SHARDED',
    place: 'Row.any',
  },
  {
    behaviour: 'a row with a gathered field',
    sdl: 'type Row @key(fields: "id") @sharded(key: "id") { id: ID! n: Int @gather(rule: SUM) }',
    code: 'CONTRACT_GATHER_BELOW_ROW',
    place: 'Row.n',
  },
  {
    behaviour: 'a gathered field on what a row leads to',
    sdl: 'type Row @key(fields: "id") @sharded(key: "id") { id: ID! part: Part } type Part { n: Int @gather(rule: SUM) }',
    code: 'CONTRACT_GATHER_BELOW_ROW',
    place: 'Part.n',
  },
  {
    behaviour: 'a gathered field on what a value read as it stands leads to',
    sdl: measures('part: Part @gather(rule: SAME)', 'type Part { n: Int @gather(rule: SUM) }'),
    code: 'CONTRACT_GATHER_BELOW_ROW',
    place: 'Part.n',
  },
  {
    behaviour: 'a way back to a gathered entity that no key leads round',
    sdl: 'type Matter @key(fields: "id") { id: ID! rows: [Row!] @gather(rule: CONCAT, by: "id") } type Row @key(fields: "id") @sharded(key: "id") { id: ID! part: Part } type Part { matter: Matter }',
    code: 'CONTRACT_GATHER_BELOW_ROW',
    place: 'Part.matter',
  },
];

const keys: readonly Case[] = [
  {
    behaviour: '@sharded by what is no key',
    sdl: 'type Row @key(fields: "id") @sharded(key: "unit") { id: ID! unit: ID! }',
    code: 'CONTRACT_SHARD_KEY',
    place: 'Row',
  },
  { behaviour: '@sharded without a key', sdl: 'type Row @sharded(key: "id") { id: ID! }', code: 'CONTRACT_SHARD_KEY', place: 'Row' },
  {
    behaviour: '@sharded by a number',
    sdl: 'type Row @key(fields: "id") @sharded(key: "id") { id: Int! }',
    code: 'CONTRACT_SHARD_KEY',
    place: 'Row',
  },
  {
    behaviour: 'a second key that names no unit',
    sdl: 'type Row @key(fields: "id") @key(fields: "number") @sharded(key: "id") { id: ID! number: Int! }',
    code: 'CONTRACT_SHARD_KEY',
    place: 'Row',
  },
  {
    behaviour: '@covered by what is no key',
    sdl: 'type Row @key(fields: "id") @covered(key: "unit") { id: ID! unit: ID! @gather(rule: SAME) }',
    code: 'CONTRACT_SHARD_KEY',
    place: 'Row',
  },
  {
    behaviour: 'both @sharded and @covered',
    sdl: 'type Row @key(fields: "id") @sharded(key: "id") @covered(key: "id") { id: ID! }',
    code: 'CONTRACT_SHARD_KEY',
    place: 'Row',
  },
];

const inputs: readonly Case[] = [
  {
    behaviour: '@prune on a text',
    sdl: 'type Query { n(units: String @prune): Int @gather(rule: SUM) }',
    code: 'CONTRACT_RULE_TYPE',
    place: 'Query.n(units:)',
  },
  {
    behaviour: '@prune within a list of inputs',
    sdl: 'type Query { n(any: [Filter!]): Int @gather(rule: SUM) } input Filter { units: [ID!] @prune }',
    code: 'CONTRACT_RULE_TYPE',
    place: 'Filter.units',
  },
  {
    behaviour: '@period on what is no range',
    sdl: 'type Query { n(on: Int @period): Int @gather(rule: SUM) }',
    code: 'CONTRACT_RULE_TYPE',
    place: 'Query.n(on:)',
  },
  {
    behaviour: 'a bound of a period that is no time',
    sdl: 'type Query { n(from: String @period(bound: FROM)): Int @gather(rule: SUM) }',
    code: 'CONTRACT_RULE_TYPE',
    place: 'Query.n(from:)',
  },
];

const syntax: readonly Case[] = [
  { behaviour: 'a text that is not GraphQL', sdl: 'type Query {', code: 'CONTRACT_SYNTAX', place: 'schema' },
  { behaviour: 'an unknown type', sdl: 'type Query { n: Number @gather(rule: SAME) }', code: 'CONTRACT_SYNTAX', place: 'Query.n' },
  { behaviour: 'an unknown rule', sdl: 'type Query { n: Int @gather(rule: AVERAGE) }', code: 'CONTRACT_SYNTAX', place: 'Query.n' },
  { behaviour: 'an unknown directive', sdl: 'type Query { n: Int @gathr(rule: SUM) }', code: 'CONTRACT_SYNTAX', place: 'Query.n' },
  { behaviour: 'a key that is no field set', sdl: 'type Row @key(fields: "{") { id: ID! }', code: 'CONTRACT_SYNTAX', place: 'Row' },
];

describe.each([
  ['fields without a rule', fieldsWithoutRule],
  ['rules that do not fit', rulesThatDoNotFit],
  ['nullability', nullability],
  ['derivations', derivations],
  ['connections', connections],
  ['rows', rows],
  ['shard keys', keys],
  ['inputs', inputs],
  ['syntax', syntax],
])('a contract with faulty %s', (_, cases) => {
  it.each(cases.map((item) => [item.behaviour, item] as const))('is refused for %s', (_behaviour, { sdl, code, place }) => {
    const found = faultsOf(sdl);
    expect(found.code).toBe(code);
    expect(found.faults.map((fault) => fault.replace(/ \(line \d+\)/, ''))).toContainEqual(
      expect.stringMatching(`^${code} ${place.replace(/[.()]/g, '\\$&')}: `),
    );
  });
});

describe('the faults of a contract', () => {
  it('are all told at once, each with its code, field and line', () => {
    const { code, faults } = faultsOf('type Query {\n  a: Int\n  b: Float @gather(rule: SUM)\n}\ntype Row @sharded(key: "id") {\n  id: ID!\n}');
    expect(code).toBe('CONTRACT_SUM_OF_FLOAT');
    expect(faults).toEqual([
      expect.stringMatching(/^CONTRACT_SUM_OF_FLOAT Query\.b \(line 4\): /),
      expect.stringMatching(/^CONTRACT_SHARD_KEY Row \(line 6\): /),
      expect.stringMatching(/^CONTRACT_FIELD_WITHOUT_RULE Query\.a \(line 3\): /),
    ]);
  });

  it('tell a faulty input that many fields share once', () => {
    const { faults } = faultsOf('type Query { a(f: F): Int @gather(rule: SUM) b(f: F): Int @gather(rule: SUM) } input F { units: ID @prune }');
    expect(faults).toHaveLength(1);
  });
});

describe('a contract', () => {
  it.each(['complaints', 'mediation', 'registry'] as const)('%s of the project is taken', (name) => {
    expect(readContract(projectContract(name)).name).toBe(name);
  });

  it('may return stubs of rows of other contracts from its rows', () => {
    expect(
      faultsOf(
        'type Row @key(fields: "id") @sharded(key: "id") { id: ID! other: Other } type Other @key(fields: "id", resolvable: false) @sharded(key: "id") { id: ID! }',
      ).code,
    ).toBe('none');
  });

  it('needs no rules below SAME, LATEST and CONCAT', () => {
    const found = faultsOf(
      measures(
        'a: Part @gather(rule: SAME) b: Part @gather(rule: LATEST, by: "at") at: DateTime @gather(rule: MAX) c: [Part!] @gather(rule: CONCAT, by: "id")',
        'type Part { id: ID! text: String inner: Part }',
      ),
    );
    expect(found.faults).toEqual([]);
  });

  it('may extend a root type it does not define', () => {
    expect(faultsOf('extend type Query { n: Int @gather(rule: SUM) }').faults).toEqual([]);
  });

  it('may have input types that hold themselves', () => {
    expect(faultsOf('type Query { n(f: F): Int @gather(rule: SUM) } input F { not: F units: [ID!] @prune }').faults).toEqual([]);
  });
});
