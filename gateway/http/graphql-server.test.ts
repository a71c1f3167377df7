import { once } from 'node:events';
import { connect } from 'node:net';
import { buildSchema } from 'graphql';
import { CallerError } from '../../shared/errors/errors.ts';
import { DocumentChecker } from '../limits/document-checker.ts';
import { graphqlEndpoint } from './graphql-endpoint.ts';
import { graphqlServer, type SchemaSource } from './graphql-server.ts';
import { type HttpServer, openHttpServer } from './http-server.ts';
import type { RequestState } from './request-state.ts';

const schema = buildSchema('type Query { a: Int }');

/** A graph whose operations end as told. */
const graph = (execute: (state: RequestState) => Promise<{ errors?: Error[] }>): SchemaSource => ({
  onSchemaLoadOrUpdate: (listener) => {
    listener({ apiSchema: schema, coreSupergraphSdl: '' });
    return () => undefined;
  },
  load: async () => ({
    executor: async ({ context }) => (await execute((context as { state: RequestState }).state)) as { data: Record<string, never> },
  }),
  stop: async () => undefined,
});

async function serve(execute: Parameters<typeof graph>[0], { concurrency = 10, deadlineMs = 300 } = {}) {
  const logged: { message: string; details: unknown }[] = [];
  const log = (_level: string, message: string, details: unknown): void => void logged.push({ message, details });
  const server = await graphqlServer(graph(execute), log);
  const graphql = graphqlEndpoint({
    server,
    checker: new DocumentChecker(),
    bodyLimit: 1_000,
    concurrency,
    deadlineMs: () => deadlineMs,
    clock: Date.now,
    page: () => ({ status: 200, headers: {}, body: '' }),
  });
  const http: HttpServer = await openHttpServer({ host: '127.0.0.1', port: 0, answer: graphql, log }, () => deadlineMs);
  return {
    http,
    logged,
    ask: (headers: Record<string, string> = {}) =>
      fetch(http.url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: '{"query":"{ a }"}' }),
    [Symbol.asyncDispose]: async () => {
      await http.close();
      await server.stop();
    },
  };
}

const finished = (state: RequestState, text: string, status = 200): object => {
  state.answer = Buffer.from(text);
  state.status = status;
  return { data: {} };
};

/** A gate that others wait at until it is opened. */
function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('the GraphQL server', () => {
  it('tells the operator of a fault of ours and the client only that there was one', async () => {
    await using served = await serve(() => Promise.reject(new TypeError('secret text')));
    const response = await served.ask({ 'x-lienthong-request-id': 'r-1' });
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(JSON.parse(text).errors[0].extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
    expect(text).not.toContain('secret');
    expect(served.logged).toEqual([{ message: 'a request failed', details: { requestId: 'r-1', fault: expect.stringContaining('secret text') } }]);
  });

  it('sends the executor’s bytes and status as they are', async () => {
    await using served = await serve(async (state) => finished(state, '{"data":{"a":1},"odd":"bytes"}', 503) as { errors?: Error[] });
    const response = await served.ask();
    expect([response.status, await response.text()]).toEqual([503, '{"data":{"a":1},"odd":"bytes"}']);
  });

  it.each([
    ['OVERLOADED', 503, 503],
    ['PLANNING_FAILED', 500, 500],
    ['UNKNOWN_UNIT', 200, 400],
    ['BAD_COMPLETENESS', 200, 400],
  ] as const)('gives an operation refused with %s its status', async (code, underJson, underResponseJson) => {
    await using served = await serve(async () => ({ errors: [new CallerError(code, 'no')] }));
    expect((await served.ask()).status).toBe(underJson);
    expect((await served.ask({ accept: 'application/graphql-response+json' })).status).toBe(underResponseJson);
  });

  it('answers shortly after the deadline what the executor leaves open, and aborts it', async () => {
    const aborted = gate();
    await using served = await serve(({ signal }) => {
      signal.addEventListener('abort', aborted.open);
      return new Promise(() => undefined);
    });
    const started = performance.now();
    const response = await served.ask();
    expect(performance.now() - started).toBeLessThan(400);
    expect([response.status, await response.json()]).toMatchObject([503, { errors: [{ extensions: { code: 'DEADLINE_EXCEEDED' } }] }]);
    await aborted.opened;
  });

  it('turns a request away when as many as may be are running', async () => {
    const arrived = gate();
    const leave = gate();
    await using served = await serve(
      async (state) => {
        arrived.open();
        await leave.opened;
        return finished(state, '{"data":{}}') as { errors?: Error[] };
      },
      { concurrency: 1 },
    );
    const first = served.ask();
    await arrived.opened;
    const second = await served.ask();
    expect([second.status, second.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await second.json()).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED' } }] });
    leave.open();
    expect((await first).status).toBe(200);
    expect((await served.ask()).status).toBe(200);
  });

  it('ends running requests when it closes, takes no new ones, and is gone then', async () => {
    const arrived = gate();
    const leave = gate();
    const served = await serve(
      async (state) => {
        arrived.open();
        await leave.opened;
        return finished(state, '{"data":{"a":1}}') as { errors?: Error[] };
      },
      { deadlineMs: 5_000 },
    );
    const running = served.ask();
    await arrived.opened;
    const closed = served[Symbol.asyncDispose]();
    await expect(served.ask()).rejects.toThrow();
    leave.open();
    expect(await (await running).json()).toEqual({ data: { a: 1 } });
    await closed;
    const [fault] = (await once(connect(served.http.port, '127.0.0.1'), 'error')) as [NodeJS.ErrnoException];
    expect(fault.code).toBe('ECONNREFUSED');
  });
});
