import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { REQUEST_ID_HEADER } from '../../shared/contract/headers.ts';
import { OperatorError } from '../../shared/errors/errors.ts';
import { errorRegistry } from '../../shared/errors/registry.ts';
import type { Log } from '../log.ts';
import { errorAnswer, type HttpAnswer } from './http-answer.ts';
import { isOwnName } from './loopback.ts';

/** A request with its id. The response is there to see whether the client is still there; the server writes it. */
export interface HttpRequest {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
}

/** What to listen on, and who answers. */
export interface HttpServerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly answer: (request: HttpRequest) => Promise<HttpAnswer>;
  readonly log: Log;
}

/** A listening server. */
export interface HttpServer {
  readonly url: string;
  readonly port: number;
  /** Takes no new connections and requests, lets the running ones end, then closes. Cuts what is left after a time. */
  close(): Promise<void>;
}

const KEEP_ALIVE_MS = 60_000;
/** A client has so long to send its request. */
const RECEIVE_MS = 30_000;
/** Longer than any deadline of a request that was running. */
const DRAIN_MARGIN_MS = 1_000;
const REQUEST_ID = /^[\x21-\x7e]{1,128}$/;

/**
 * Serves HTTP with keep-alive. Every answer carries the id of its request, the client's own when it sent one.
 * @param longestMs longest a running request may take at closing
 * @throws OperatorError PORT_IN_USE
 */
export async function openHttpServer(options: HttpServerOptions, longestMs: () => number): Promise<HttpServer> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: RECEIVE_MS }, (message, response) => {
    void serve(options, message, response, () => server.listening);
  });
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return { url: `http://${host}:${port}`, port, close: () => close(server, longestMs() + DRAIN_MARGIN_MS) };
}

function listen(server: Server, { host, port }: HttpServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (cause: NodeJS.ErrnoException): void => {
      reject(cause.code === 'EADDRINUSE' ? new OperatorError('PORT_IN_USE', `${host}:${port} is taken`, [], { cause }) : cause);
    };
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      resolve();
    });
  });
}

function close(server: Server, drainMs: number): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const cut = setTimeout(() => server.closeAllConnections(), drainMs);
    server.close((error) => {
      clearTimeout(cut);
      if (error) reject(error);
      else resolve();
    });
    server.closeIdleConnections();
  });
}

async function serve(options: HttpServerOptions, message: IncomingMessage, response: ServerResponse, isListening: () => boolean): Promise<void> {
  const requestId = requestIdOf(message);
  const { status, headers, body } = await answerOf(options, { message, response, requestId });
  const content = typeof body === 'string' ? Buffer.from(body) : body;
  response.writeHead(status, {
    ...headers,
    [REQUEST_ID_HEADER]: requestId,
    'content-length': content.length,
    // A body that was not read to its end cannot be followed by another request, nor can a closing server take one.
    ...(message.complete && isListening() ? {} : { connection: 'close' }),
  });
  response.end(message.method === 'HEAD' ? undefined : content);
}

async function answerOf({ answer, log }: HttpServerOptions, request: HttpRequest): Promise<HttpAnswer> {
  if (!isOwnName(request.message.headers.host)) return errorAnswer(421, 'BAD_REQUEST', 'this server answers only under a name of this machine');
  try {
    return await answer(request);
  } catch (error) {
    log('error', 'a request failed', { requestId: request.requestId, fault: error instanceof Error ? error.stack : String(error) });
    return errorAnswer(500, 'INTERNAL_SERVER_ERROR', errorRegistry.INTERNAL_SERVER_ERROR.meaning);
  }
}

function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers[REQUEST_ID_HEADER];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}
