import type { Federation } from '../shared/config/federation.ts';
import { type GraphSource, loadGraph } from './graph-source.ts';
import { type Readiness, readiness } from './health/health.ts';
import { graphqlEndpoint } from './http/graphql-endpoint.ts';
import { graphqlServer } from './http/graphql-server.ts';
import type { HttpAnswer } from './http/http-answer.ts';
import { type HttpServer, openHttpServer } from './http/http-server.ts';
import { requireLoopback } from './http/loopback.ts';
import { pageAnswer, route } from './http/routes.ts';
import { DocumentChecker } from './limits/document-checker.ts';
import type { DocumentLimits } from './limits/document-limits.ts';
import type { Log } from './log.ts';
import { buildRuntime, type Runtime, RuntimeHolder } from './runtime.ts';
import { StatusBoard } from './shards/status-board.ts';
import { createStatusPoller, type PollPlan } from './shards/status-poller.ts';
import type { BreakerSettings } from './transport/breaker.ts';
import { httpTransport } from './transport/http-transport.ts';

/** What a gateway is started with. */
export interface GatewayOptions {
  /** Path of a federation file, which a reload reads again, a federation, or a supergraph of others. */
  readonly federation: GraphSource;
  /** A loopback address; nobody is asked who he is yet. */
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Milliseconds since 1970; the system's clock by default. */
  readonly clock?: () => number;
  /** In [0, 1); the system's by default. */
  readonly random?: () => number;
  /** JSON lines on standard error by default. */
  readonly log?: Log;
  readonly breaker?: Partial<BreakerSettings>;
  readonly documentLimits?: Partial<DocumentLimits>;
  /** Largest answer of a shard, bytes; 32 MB by default. A larger one is as good as none. */
  readonly maxResponseBytes?: number;
  /** Largest body of a request, bytes; 1 MB by default. */
  readonly bodyLimit?: number;
  /** Most requests at one time; 512 by default. */
  readonly concurrency?: number;
}

/** A gateway that answers. */
export interface RunningGateway {
  /** Address without a path; the graph is at `/graphql`. */
  readonly url: string;
  readonly port: number;
  /**
   * Reads the graph's files again, or takes another graph, and puts it in force. Requests that run end on the version they began with.
   * @throws OperatorError as at start; the version in force then stays
   */
  reload(next?: GraphSource): Promise<void>;
  /** Takes no new requests, lets the running ones end, then lets go of everything. */
  close(): Promise<void>;
}

const BODY_LIMIT = 1_000_000;
const CONCURRENCY = 512;

const logToStandardError: Log = (level, message, details = {}) => {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...details })}\n`);
};

/**
 * Starts the gateway of a graph. It answers at once; `/readyz` says when every shard was asked for its status.
 * @throws OperatorError HOST_NOT_LOOPBACK, PORT_IN_USE, and what {@link loadGraph} throws
 */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const { clock = Date.now, random = Math.random, log = logToStandardError, breaker = {}, maxResponseBytes } = options;
  requireLoopback(options.host);
  let source = options.federation;
  const board = new StatusBoard();
  const transport = httpTransport({
    limits: () => holder.current.federation.timing,
    clock,
    random,
    breaker,
    ...(maxResponseBytes === undefined ? {} : { maxBytes: maxResponseBytes }),
  });
  const holder = new RuntimeHolder(buildRuntime(loadGraph(source), { board, transport, clock }));
  const poller = createStatusPoller({ board, transport, clock, random, log });
  const server = await graphqlServer(holder.schemaSource(), log);
  const release = async (): Promise<void> => {
    await server.stop();
    await transport.close();
  };
  const http = await serveGraph(options, { holder, server, log, clock, readiness: () => readinessOf(holder.current, board, poller.ready) }).catch(
    async (error: unknown) => {
      await release();
      throw error;
    },
  );
  void poller.follow(pollPlan(holder.current));
  return {
    url: http.url,
    port: http.port,
    reload: async (next = source) => {
      const runtime = buildRuntime(loadGraph(next), { board, transport, clock }, holder.current);
      source = next;
      holder.replace(runtime);
      void poller.follow(pollPlan(runtime));
    },
    close: async () => {
      await poller.stop();
      await http.close();
      await release();
    },
  };
}

const readinessOf = ({ federation, topology, statusContracts }: Runtime, board: StatusBoard, asked: boolean): Readiness =>
  readiness(federation.federation, statusContracts, topology, board, asked);

/** Every shard that can be asked for its status. */
const pollPlan = ({ federation, topology, statusContracts }: Runtime): PollPlan => ({
  shards: statusContracts.flatMap((contract) => topology.shards(contract).map((shard) => ({ ...shard, contract }))),
  everyMs: federation.timing.statusEveryMs,
});

interface Serving {
  readonly holder: RuntimeHolder;
  readonly server: Awaited<ReturnType<typeof graphqlServer>>;
  readonly log: Log;
  readonly clock: () => number;
  readonly readiness: () => Readiness;
}

function serveGraph(options: GatewayOptions, { holder, server, log, clock, readiness }: Serving): Promise<HttpServer> {
  const { host, port, bodyLimit = BODY_LIMIT, concurrency = CONCURRENCY, documentLimits = {} } = options;
  const deadlineMs = (): number => holder.current.federation.timing.deadlineMs;
  const graphql = graphqlEndpoint({
    server,
    checker: new DocumentChecker(documentLimits),
    bodyLimit,
    concurrency,
    deadlineMs,
    clock,
    page: () => pageOf(holder.current.federation),
  });
  return openHttpServer({ host, port, log, answer: route({ graphql, readiness }) }, deadlineMs);
}

const pageOf = ({ name, nameEn, dataNotice, dataNoticeEn }: Federation): HttpAnswer =>
  pageAnswer({ title: name, titleEn: nameEn, notice: dataNotice, noticeEn: dataNoticeEn });
