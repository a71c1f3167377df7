import { connect } from 'node:net';
import { buildSchema } from 'graphql';
import { AT_HEADER, REFERENCE_HEADER, REQUEST_ID_HEADER } from '../contract/headers.ts';
import { CallerError, OperatorError } from '../errors/errors.ts';
import { contractServer, graphqlRoute, type SubgraphContext } from './graphql-route.ts';
import { type RunningServer, serve } from './http-server.ts';
import type { RouteHandler } from './route.ts';

interface TestContext extends SubgraphContext {
  readonly at: string | undefined;
}

const json = { 'content-type': 'application/json' };
const ask = (query: string): RequestInit => ({ method: 'POST', headers: json, body: JSON.stringify({ query }) });
const codesOf = async (response: Response): Promise<unknown[]> => {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
  return errors.map(({ extensions }) => extensions.code);
};

describe('a server of a subgraph', () => {
  const faults: unknown[] = [];
  let running: RunningServer;
  let stopGraph: () => Promise<void>;
  const url = (path: string): string => `${running.url}${path}`;

  beforeAll(async () => {
    const schema = buildSchema('type Query { at: String caller: String broken: String lost: String }');
    const fields = schema.getQueryType()?.getFields() ?? {};
    const resolve = (name: string, resolver: (context: TestContext) => unknown): void => {
      if (fields[name]) fields[name].resolve = (_source, _args, context: TestContext) => resolver(context);
    };
    resolve('at', ({ at }) => at ?? null);
    resolve('caller', () => {
      throw new CallerError('MALFORMED_ID', 'x is no id');
    });
    resolve('broken', () => {
      throw new Error('secret of the house');
    });
    resolve('lost', () => {
      throw new OperatorError('DATABASE_UNAVAILABLE', 'the database at 10.0.0.1 does not answer');
    });
    const onFault = (error: unknown): void => {
      faults.push(error);
    };
    const server = await contractServer<TestContext>(schema, onFault);
    stopGraph = () => server.stop();
    const routes = new Map<string, RouteHandler>([
      ['/A/complaints', graphqlRoute<TestContext>(server, 'v7', ({ at, requestId }) => ({ at, requestId }))],
      [
        '/throws',
        async () => {
          throw new Error('secret of the route');
        },
      ],
    ]);
    running = await serve({ host: '127.0.0.1', port: 0, routes, bodyLimit: 2_000, onFault });
  });
  beforeEach(() => faults.splice(0));
  afterAll(async () => {
    await running.close();
    await stopGraph();
  });

  test('answers GraphQL with the version of the reference data and the id of the request', async () => {
    const init = ask('{ at }');
    const response = await fetch(url('/A/complaints'), {
      ...init,
      headers: { ...json, [AT_HEADER]: '2026-01-31T07:00:00+07:00', [REQUEST_ID_HEADER]: 'r-1' },
    });
    expect(await response.json()).toEqual({ data: { at: '2026-01-31T00:00:00.000000Z' } });
    expect(response.headers.get(REFERENCE_HEADER)).toBe('v7');
    expect(response.headers.get(REQUEST_ID_HEADER)).toBe('r-1');
  });

  test('gives a request without an id one of its own', async () => {
    expect((await fetch(url('/A/complaints'), ask('{ at }'))).headers.get(REQUEST_ID_HEADER)).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('sends a caller’s error as it is and does not report it', async () => {
    const response = await fetch(url('/A/complaints'), ask('{ caller }'));
    expect(await response.json()).toMatchObject({ errors: [{ message: 'x is no id', extensions: { code: 'MALFORMED_ID' } }] });
    expect(faults).toEqual([]);
  });

  test('hides a fault of ours and reports it', async () => {
    const text = await (await fetch(url('/A/complaints'), ask('{ broken }'))).text();
    expect(text).toContain('INTERNAL_SERVER_ERROR');
    expect(text).not.toMatch(/secret|stack/);
    expect(faults).toHaveLength(1);
  });

  test('answers 503 when the database decided it, without its address', async () => {
    const response = await fetch(url('/A/complaints'), ask('{ lost }'));
    expect(response.status).toBe(503);
    const text = await response.text();
    expect(text).toContain('DATABASE_UNAVAILABLE');
    expect(text).not.toContain('10.0.0.1');
  });

  test('hides what a route throws', async () => {
    const response = await fetch(url('/throws'), ask('{ at }'));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
    expect(faults).toHaveLength(1);
  });

  test('says that it lives', async () => {
    expect(await (await fetch(url('/healthz'))).json()).toEqual({ status: 'ok' });
  });

  test.each([
    ['a path nobody serves', '/B/complaints', ask('{ at }'), 404, 'BAD_REQUEST'],
    ['a body that is not JSON', '/A/complaints', { method: 'POST', headers: json, body: '{' }, 400, 'BAD_REQUEST'],
    ['another media type', '/A/complaints', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' }, 415, 'BAD_REQUEST'],
    ['a body beyond the limit', '/A/complaints', { method: 'POST', headers: json, body: 'x'.repeat(2_001) }, 413, 'REQUEST_TOO_LARGE'],
    ['an instant that is none', '/A/complaints', { ...ask('{ at }'), headers: { ...json, [AT_HEADER]: 'noon' } }, 400, 'BAD_INSTANT'],
    ['a field the schema has not', '/A/complaints', ask('{ nothing }'), 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['a document that is none', '/A/complaints', ask('{'), 400, 'GRAPHQL_PARSE_FAILED'],
  ])('refuses %s', async (_name, path, init, status, code) => {
    const response = await fetch(url(path), init);
    expect(response.status).toBe(status);
    expect(await codesOf(response)).toEqual([code]);
  });

  test('refuses a body beyond the limit that does not say how long it is', async () => {
    async function* parts(): AsyncGenerator<Uint8Array> {
      for (let part = 0; part < 10; part++) yield new TextEncoder().encode('x'.repeat(1_000));
    }
    const body = ReadableStream.from(parts());
    const response = await fetch(url('/A/complaints'), { method: 'POST', headers: json, body, duplex: 'half' } as RequestInit);
    expect(response.status).toBe(413);
  });

  test('shows no page of its own to a browser', async () => {
    const response = await fetch(url('/A/complaints'), { headers: { accept: 'text/html' } });
    expect(response.headers.get('content-type')).not.toContain('html');
  });

  test('names a port that is taken', async () => {
    await expect(serve({ host: '127.0.0.1', port: running.port, routes: new Map() })).rejects.toMatchObject({ code: 'PORT_IN_USE' });
  });

  test('closes at once although a connection is kept alive', async () => {
    const other = await serve({ host: '127.0.0.1', port: 0, routes: new Map() });
    const socket = connect(other.port, '127.0.0.1');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await new Promise((resolve) => {
      socket.once('data', resolve);
      socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
    });
    const started = performance.now();
    await other.close();
    await closed;
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
