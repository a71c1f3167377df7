import { Agent, createServer, request as httpRequest, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a unit may do instead of answering. */
export type Fault =
  /** Closes the connection without a word. */
  | 'HANG_UP'
  /** Takes the request and never answers. */
  | 'SILENT'
  /** Answers 500 with a page of HTML. */
  | 'SERVER_ERROR'
  /** Answers 200 with JSON that ends too early. */
  | 'BAD_JSON'
  /** Answers 200 with JSON that is no GraphQL answer. */
  | 'NOT_GRAPHQL'
  /** Says that the document does not fit its schema, as a server with another one would. */
  | 'OTHER_SCHEMA'
  /** Sends one byte at a time and never ends. */
  | 'TRICKLE'
  /** Sends bytes as fast as they are taken and never ends. */
  | 'FLOOD'
  /** Announces a body and breaks off in its middle. */
  | 'CUT'
  /** Answers truly, but says it has another version of the reference data. */
  | 'OTHER_REFERENCE'
  /** Answers a null for data with an error of its own. */
  | 'OWN_ERROR';

/** Stands between the gateway and the units and breaks those it is told to. */
export interface FaultProxy extends AsyncDisposable {
  /** Address with the places `{unit}` and `{contract}`. */
  readonly endpoint: string;
  /** Breaks units, all their contracts or one; the others are whole. */
  breakUnits(faults: Readonly<Record<string, Fault>>, contract?: string): void;
  /** Lets a unit answer so many more requests of a list and breaks it from then on. */
  breakAfter(unit: string, requests: number): void;
  /** Holds the answers of units back for so many milliseconds. */
  slowDown(units: readonly string[], milliseconds: number): void;
  /** Bodies of requests that arrived since the last call, by unit. */
  takeRequests(): { readonly unit: string; readonly contract: string; readonly body: string }[];
}

const TRICKLE_MS = 5;
const FLOOD_PIECE = ' '.repeat(262_144);
const GRAPHQL_JSON = { 'content-type': 'application/json; charset=utf-8' };

/** Opens a proxy in front of a server of units. */
export async function faultProxy(target: { readonly port: number }): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true });
  let faults: Readonly<Record<string, Fault>> = {};
  let brokenContract: string | undefined;
  let last: { unit: string; requests: number } | undefined;
  let slow: { units: readonly string[]; milliseconds: number } = { units: [], milliseconds: 0 };
  let requests: { unit: string; contract: string; body: string }[] = [];
  const timers = new Set<NodeJS.Timeout>();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, unit = '', contract = ''] = (request.url ?? '').split('/');
    const body = await text(request);
    requests.push({ unit, contract, body });
    if (last?.unit === unit && body.includes('edges') && last.requests-- <= 0) return misbehave('SERVER_ERROR', response, timers);
    const fault = brokenContract === undefined || brokenContract === contract ? faults[unit] : undefined;
    if (fault !== undefined && fault !== 'OTHER_REFERENCE') return misbehave(fault, response, timers);
    const pass = (): void => forward(agent, target.port, request, body, response, fault === 'OTHER_REFERENCE' ? 'another' : undefined);
    if (!slow.units.includes(unit)) return pass();
    const timer = setTimeout(pass, slow.milliseconds);
    response.once('close', () => clearTimeout(timer));
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const port = await listen(server);
  return {
    endpoint: `http://127.0.0.1:${port}/{unit}/{contract}`,
    breakUnits: (next, contract) => {
      faults = next;
      brokenContract = contract;
      last = undefined;
    },
    breakAfter: (unit, requests) => {
      last = { unit, requests };
    },
    slowDown: (units, milliseconds) => {
      slow = { units, milliseconds };
    },
    takeRequests: () => {
      const taken = requests;
      requests = [];
      return taken;
    },
    [Symbol.asyncDispose]: async () => {
      for (const timer of timers) clearInterval(timer);
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function forward(agent: Agent, port: number, request: IncomingMessage, body: string, response: ServerResponse, reference: string | undefined): void {
  const { method = 'POST', url = '/', headers } = request;
  const onward = httpRequest(
    { agent, host: '127.0.0.1', port, method, path: url, headers: { ...headers, host: `127.0.0.1:${port}` } },
    (answered) => {
      const changed = reference === undefined ? {} : { 'x-lienthong-reference': reference };
      response.writeHead(answered.statusCode ?? 502, { ...answered.headers, ...changed });
      answered.pipe(response);
    },
  );
  onward.once('error', () => response.destroy());
  response.once('close', () => onward.destroy());
  onward.end(body);
}

function misbehave(fault: Exclude<Fault, 'OTHER_REFERENCE'>, response: ServerResponse, timers: Set<NodeJS.Timeout>): void {
  switch (fault) {
    case 'HANG_UP':
      response.destroy();
      return;
    case 'SILENT':
      return;
    case 'SERVER_ERROR':
      response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Internal Server Error</h1>');
      return;
    case 'BAD_JSON':
      response.writeHead(200, GRAPHQL_JSON).end('{"data": {"complaints": ');
      return;
    case 'NOT_GRAPHQL':
      response.writeHead(200, GRAPHQL_JSON).end('["an answer", 42]');
      return;
    case 'OTHER_SCHEMA':
      response.writeHead(400, GRAPHQL_JSON).end(errorBody('Cannot query field "complaints" on type "Query".', 'GRAPHQL_VALIDATION_FAILED'));
      return;
    case 'OWN_ERROR':
      response.writeHead(200, GRAPHQL_JSON).end(errorBody('the table is gone', 'INTERNAL_SERVER_ERROR'));
      return;
    case 'CUT':
      response.writeHead(200, { ...GRAPHQL_JSON, 'content-length': '5000' }).write('{"data": {');
      setImmediate(() => response.destroy());
      return;
    case 'TRICKLE':
      response.writeHead(200, GRAPHQL_JSON);
      every(TRICKLE_MS, () => response.write(' '), response, timers);
      return;
    case 'FLOOD':
      response.writeHead(200, GRAPHQL_JSON);
      flood(response);
      return;
  }
}

const errorBody = (message: string, code: string): string => JSON.stringify({ data: null, errors: [{ message, extensions: { code } }] });

function every(milliseconds: number, act: () => unknown, response: ServerResponse, timers: Set<NodeJS.Timeout>): void {
  const timer = setInterval(act, milliseconds);
  timers.add(timer);
  response.once('close', () => {
    clearInterval(timer);
    timers.delete(timer);
  });
}

function flood(response: ServerResponse): void {
  const pour = (): void => {
    if (!response.destroyed && response.write(FLOOD_PIECE)) setImmediate(pour);
  };
  response.on('drain', pour);
  pour();
}
