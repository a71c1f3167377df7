import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { decodeCursor } from '../../shared/paging/cursor.ts';
import { comparePositions, type Direction } from '../../shared/paging/order.ts';
import { shardVocabulary } from '../../shared/subgraph-kit/contract-schema.ts';

/** A public warning of a unit. */
export interface Warning {
  readonly id: string;
  readonly kind: 'RECALL' | 'FRAUD';
  readonly decisionNumber: string;
  readonly expiresOn: string | null;
}

/** A contract that the product does not know. */
export const WARNINGS_SDL = `
extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@inaccessible"])

scalar Date

type Query {
  warning(id: ID!): Warning @gather(rule: ROUTE, arg: "id")
  warnings(filter: WarningFilter, orderBy: WarningOrder! = { field: EXPIRES_ON, direction: ASC }, first: Int! = 20, after: String): WarningConnection
    @gather(rule: CONNECTION)
  warningStatistics(groupBy: [WarningDimension!]! = []): WarningStatistics @gather(rule: MERGE)
  shardStatus: ShardStatus! @inaccessible @shareable @gather(rule: SAME)
}
type ShardStatus @inaccessible @shareable {
  unit: ID!
  contract: String!
  rows: Int!
  coveredFrom: Date
  coveredTo: Date
  referenceVersion: String!
  confirmedZero: [CoveredPeriod!]!
}
type CoveredPeriod @inaccessible @shareable { from: Date! to: Date! }
type Warning @key(fields: "id") @sharded(key: "id") { id: ID! unit: Unit! kind: WarningKind! decisionNumber: String! expiresOn: Date }
type Unit @key(fields: "code", resolvable: false) { code: ID! }
type WarningConnection { edges: [WarningEdge!]! pageInfo: PageInfo! totalCount: Int @gather(rule: SUM) }
type WarningEdge { cursor: String! sortKey: String @inaccessible node: Warning! }
type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
type WarningStatistics { total: WarningMeasures! @gather(rule: MERGE) groups: [WarningGroup!]! @gather(rule: GROUPS, by: "id") }
type WarningGroup { id: ID! kind: WarningKind @gather(rule: SAME) measures: WarningMeasures! @gather(rule: MERGE) }
type WarningMeasures { count: Int! @gather(rule: SUM) firstExpiry: Date @gather(rule: MIN) lastExpiry: Date @gather(rule: MAX) }
input WarningFilter { units: [ID!] @prune kinds: [WarningKind!] }
input WarningOrder { field: WarningOrderField! direction: OrderDirection! }
enum WarningOrderField { EXPIRES_ON }
enum OrderDirection { ASC DESC }
enum WarningDimension { KIND }
enum WarningKind { RECALL FRAUD }
`;

interface PageArguments {
  readonly filter?: { readonly kinds?: readonly string[] | null } | null;
  readonly orderBy: { readonly direction: Direction };
  readonly first: number;
  readonly after?: string | null;
}

/** A unit's endpoint for the contract, from memory. */
export async function startWarningShard(unit: string, warnings: readonly Warning[]): Promise<AsyncDisposable & { readonly url: string }> {
  const schema = buildSubgraphSchema([{ typeDefs: parse(`${WARNINGS_SDL}\n${shardVocabulary()}`), resolvers: resolversOf(unit, warnings) }]);
  const server = new ApolloServer({ schema, stopOnTerminationSignals: false, plugins: [ApolloServerPluginInlineTraceDisabled()] });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
  return { url, [Symbol.asyncDispose]: () => server.stop() };
}

function resolversOf(unit: string, warnings: readonly Warning[]) {
  const shown = (warning: Warning) => ({ ...warning, unit: { code: unit } });
  return {
    Query: {
      warning: (_: unknown, { id }: { id: string }) => warnings.filter((warning) => warning.id === id).map(shown)[0] ?? null,
      warnings: (_: unknown, args: PageArguments) => pageOf(warnings, args, shown),
      warningStatistics: (_: unknown, { groupBy }: { groupBy: readonly string[] }) => ({
        total: measuresOf(warnings),
        groups: groupBy.length === 0 ? [] : groupsOf(warnings),
      }),
      shardStatus: () => ({
        unit,
        contract: 'warnings',
        rows: warnings.length,
        coveredFrom: null,
        coveredTo: null,
        referenceVersion: 'test-1',
        confirmedZero: [],
      }),
    },
    Warning: { __resolveReference: ({ id }: { id: string }) => warnings.filter((warning) => warning.id === id).map(shown)[0] ?? null },
  };
}

function pageOf(warnings: readonly Warning[], { filter, orderBy, first, after }: PageArguments, shown: (warning: Warning) => object) {
  const { direction } = orderBy;
  const cursor = after == null ? undefined : decodeCursor(after);
  const position = ({ id, expiresOn }: Warning) => ({ id, value: expiresOn });
  const wanted = warnings
    .filter(({ kind }) => filter?.kinds?.includes(kind) ?? true)
    .sort((a, b) => comparePositions(position(a), position(b), direction));
  const rest = wanted.filter((warning) => cursor === undefined || comparePositions(position(warning), cursor, direction) > 0);
  const edges = rest.slice(0, first).map((warning) => ({ cursor: warning.id, sortKey: warning.expiresOn, node: shown(warning) }));
  return {
    edges,
    pageInfo: { hasNextPage: rest.length > first, hasPreviousPage: cursor !== undefined, startCursor: null, endCursor: null },
    totalCount: wanted.length,
  };
}

function measuresOf(warnings: readonly Warning[]) {
  const days = warnings.flatMap(({ expiresOn }) => expiresOn ?? []).sort();
  return { count: warnings.length, firstExpiry: days[0] ?? null, lastExpiry: days.at(-1) ?? null };
}

const groupsOf = (warnings: readonly Warning[]) =>
  [...new Set(warnings.map(({ kind }) => kind))].map((kind) => ({
    id: JSON.stringify([kind]),
    kind,
    measures: measuresOf(warnings.filter((warning) => warning.kind === kind)),
  }));
