import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AT_HEADER, REQUEST_ID_HEADER } from '../contract/headers.ts';
import { type Instant, parseInstant } from '../domain/instant.ts';
import { OperatorError } from '../errors/errors.ts';
import { errorRegistry } from '../errors/registry.ts';
import { readBody } from './body.ts';
import { HttpFault } from './http-fault.ts';
import type { RouteHandler, RouteResponse } from './route.ts';

/** Settings of {@link serve}. */
export interface ServeOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Handlers by exact path, such as `/SCT-79/complaints`. `/healthz` is answered by the server itself. */
  readonly routes: ReadonlyMap<string, RouteHandler>;
  /** Largest body, bytes; 5 MB by default. */
  readonly bodyLimit?: number;
  /** Told of faults of ours; standard error by default. */
  readonly onFault?: (error: unknown, requestId: string) => void;
}

/** A listening server. */
export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Takes no new requests, lets running ones end for two seconds, then cuts them. */
  close(): Promise<void>;
}

const BODY_LIMIT = 5_000_000;
const KEEP_ALIVE_MS = 60_000;
const DRAIN_MS = 2_000;

/**
 * Serves routes over HTTP with keep-alive.
 * @throws OperatorError PORT_IN_USE
 */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => void answer(options, request, response));
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return { url: `http://${host}:${port}`, port, close: () => close(server) };
}

function listen(server: Server, { host, port }: ServeOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(cause.code === 'EADDRINUSE' ? new OperatorError('PORT_IN_USE', `${host}:${port} is taken`, [], { cause }) : cause);
    });
    server.listen(port, host, resolve);
  });
}

function close(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    server.close((error) => {
      clearTimeout(cut);
      if (error) reject(error);
      else resolve();
    });
    server.closeIdleConnections();
  });
}

async function answer(options: ServeOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = headerText(request.headers[REQUEST_ID_HEADER]) ?? randomUUID();
  const result = await handle(options, request, requestId).catch((error: unknown) => failure(options, error, requestId));
  const body = Buffer.from(result.body);
  response.writeHead(result.status, {
    'content-type': 'application/json; charset=utf-8',
    ...result.headers,
    [REQUEST_ID_HEADER]: requestId,
    'content-length': body.length,
    // A body that was not read to its end cannot be followed by another request.
    ...(request.complete ? {} : { connection: 'close' }),
  });
  response.end(body);
}

async function handle(options: ServeOptions, request: IncomingMessage, requestId: string): Promise<RouteResponse> {
  const { pathname: path, search } = new URL(request.url ?? '/', 'http://localhost');
  if (path === '/healthz') return { status: 200, headers: {}, body: '{"status":"ok"}' };
  const route = options.routes.get(path);
  if (route === undefined) throw new HttpFault(404, 'BAD_REQUEST', `nothing is served at ${path}`);
  const body = await readBody(request, options.bodyLimit ?? BODY_LIMIT);
  const at = instantHeader(headerText(request.headers[AT_HEADER]));
  return route({ method: request.method ?? 'GET', path, search, headers: request.headers, body, at, requestId });
}

function failure(options: ServeOptions, error: unknown, requestId: string): RouteResponse {
  if (error instanceof HttpFault) return error.response();
  (options.onFault ?? reportFault)(error, requestId);
  return new HttpFault(500, 'INTERNAL_SERVER_ERROR', errorRegistry.INTERNAL_SERVER_ERROR.meaning).response();
}

/** Writes a fault of ours to standard error with the id of its request. */
export function reportFault(error: unknown, requestId: string): void {
  process.stderr.write(`request ${requestId}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

function instantHeader(text: string | undefined): Instant | undefined {
  if (text === undefined) return undefined;
  const instant = parseInstant(text);
  if (instant === undefined) throw new HttpFault(400, 'BAD_INSTANT', `${AT_HEADER} is not an instant: ${JSON.stringify(text.slice(0, 60))}`);
  return instant;
}

const headerText = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);
