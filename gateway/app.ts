import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled, ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled';
import { type Federation, loadFederation } from '../shared/config/federation.ts';
import { OperatorError } from '../shared/errors/errors.ts';
import { type RouteHandler, serve } from '../shared/subgraph-kit/http-server.ts';
import { maskError } from '../shared/subgraph-kit/mask-error.ts';
import { ApolloGateway } from './apollo-gateway.ts';
import { type Readiness, readinessRoute } from './health/readiness.ts';
import { graphRoute } from './http/graph-route.ts';
import type { RequestState } from './http/request-state.ts';
import { statusPlugin } from './http/status-plugin.ts';
import { limitsPlugin } from './limits/limits-plugin.ts';
import type { Log } from './log.ts';
import { graphiqlAsset } from './portal/graphiql-assets.ts';
import { graphiqlPage } from './portal/graphiql-page.ts';
import { createRuntime } from './runtime.ts';
import { StatusBoard } from './shards/status-board.ts';
import { createStatusPoller, type PollPlan } from './shards/status-poller.ts';
import { httpTransport } from './transport/http-transport.ts';

/** How a gateway is started. */
export interface GatewayOptions {
  /** A federation, or the path of its file, which can then be reloaded. */
  readonly federation: Federation | string;
  /** A loopback address; there are no access rules yet. */
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly log?: Log;
}

/** A gateway that listens. */
export interface RunningGateway {
  readonly url: string;
  readonly port: number;
  /**
   * Reads the federation file again and puts it in force; requests under way keep what they began with.
   * @throws OperatorError for a fault in the files; the graph in force then stays
   */
  reload(): Promise<void>;
  /** Takes no new requests, ends those under way, closes all connections. */
  close(): Promise<void>;
}

const BODY_LIMIT = 1_000_000;
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

const load = (federation: Federation | string): Federation => (typeof federation === 'string' ? loadFederation(federation) : federation);

/**
 * Serves the graph of a federation at `/graphql`, with `/healthz` and `/readyz`.
 * @throws OperatorError PORT_IN_USE, HOST_NOT_LOOPBACK, CONFIG_*, CONTRACT_*
 */
export async function startGateway({
  federation: source,
  host,
  port,
  now = Date.now,
  log = () => undefined,
}: GatewayOptions): Promise<RunningGateway> {
  if (!LOOPBACK.has(host)) throw new OperatorError('HOST_NOT_LOOPBACK', `${host} is not a loopback address`);
  const federation = load(source);
  const transport = httpTransport({ ...federation.timing, now });
  const statuses = new StatusBoard();
  const parts = { transport, statuses, now };
  const gateway = new ApolloGateway(createRuntime(federation, parts));
  const server = new ApolloServer<RequestState>({
    gateway,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    formatError: maskError,
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginUsageReportingDisabled(), limitsPlugin(), statusPlugin()],
  });
  await server.start();
  const poller = createStatusPoller({ board: statuses, transport, clock: now, random: Math.random, log });
  const listening = await serve({
    host,
    port,
    bodyLimit: BODY_LIMIT,
    routes: new Map([
      ['/graphql', graphRoute({ server, now, deadlineMs: () => gateway.current.federation.timing.deadlineMs, page: () => page(gateway) })],
      ['/readyz', readinessRoute(() => readinessOf(gateway, statuses, poller.ready))],
    ]),
    otherwise: assetRoute,
    onFault: (error, requestId) => log('error', error instanceof Error ? (error.stack ?? error.message) : String(error), { requestId }),
  }).catch(async (error: unknown) => {
    await Promise.all([server.stop(), transport.close()]);
    throw error;
  });
  void poller.follow(planOf(gateway));
  return {
    url: listening.url,
    port: listening.port,
    reload: async () => {
      if (typeof source !== 'string') throw new OperatorError('CONFIG_NOT_FOUND', 'the gateway was not started from a file');
      gateway.use(createRuntime(loadFederation(source), parts));
      await poller.follow(planOf(gateway));
    },
    close: async () => {
      await poller.stop();
      await listening.close();
      await server.stop();
      await transport.close();
    },
  };
}

/** Contracts whose shards can be asked for their status. */
function statusContracts(gateway: ApolloGateway): string[] {
  const contracts = new Set(gateway.current.supergraph.contracts.values());
  return [...contracts]
    .filter(({ sharded, schema }) => sharded && schema.getQueryType()?.getFields().shardStatus !== undefined)
    .map(({ name }) => name);
}

function planOf(gateway: ApolloGateway): PollPlan {
  const { topology, federation } = gateway.current;
  const shards = statusContracts(gateway).flatMap((contract) => topology.shards(contract).map((shard) => ({ ...shard, contract })));
  return { shards, everyMs: federation.timing.statusEveryMs };
}

function readinessOf(gateway: ApolloGateway, statuses: StatusBoard, ready: boolean): Readiness {
  const { supergraph, topology } = gateway.current;
  const shards = statusContracts(gateway).flatMap((contract) => topology.shards(contract).map(({ unit }) => statuses.status(contract, unit)));
  return { ready, graph: supergraph.version.slice(0, 12), shards: shards.length, known: shards.filter((status) => status !== undefined).length };
}

function page({ current }: ApolloGateway): string {
  const { name, nameEn, dataNotice, dataNoticeEn } = current.federation;
  return graphiqlPage({ title: name, titleEn: nameEn, notice: dataNotice, noticeEn: dataNoticeEn });
}

function assetRoute(path: string): RouteHandler | undefined {
  const asset = graphiqlAsset(path);
  if (asset === undefined) return undefined;
  return async () => ({ status: 200, headers: { 'content-type': asset.contentType, 'cache-control': 'no-cache' }, body: asset.body });
}
