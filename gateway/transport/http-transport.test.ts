import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { httpTransport, type TransportOptions } from './http-transport.ts';
import type { ShardRequest, ShardResult, Transport } from './shard-result.ts';

const DEADLINE_MS = 200;
const LATE_MS = 50;
const ANSWER = '{"data":{"a":1}}';

/** Closes what a test opened, in the end. */
const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function listen(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const serve = (answer: (response: ServerResponse, request: IncomingMessage) => unknown): Promise<string> =>
  listen(createServer((request, response) => void answer(response, request)));

function open(options: Partial<TransportOptions> = {}): Transport {
  const transport = httpTransport({
    limits: () => ({ perShardConcurrency: 8, concurrency: 64 }),
    clock: () => performance.now(),
    random: () => 0.5,
    ...options,
  });
  opened.push(() => transport.close());
  return transport;
}

const request = (url: string, more: Partial<ShardRequest> = {}): ShardRequest => ({
  url,
  body: '{"query":"{ a }","variables":{}}',
  at: '2026-01-01T00:00:00.000000Z',
  requestId: 'r-1',
  signal: AbortSignal.timeout(DEADLINE_MS),
  ...more,
});

/** The result, and how long it took. */
async function timed(transport: Transport, ask: ShardRequest): Promise<{ result: ShardResult; took: number }> {
  const started = performance.now();
  const result = await transport.send(ask);
  return { result, took: performance.now() - started };
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** Sends a text again and again, as fast as it is taken. */
function pour(response: ServerResponse, part: string): void {
  const more = (): void => {
    while (!response.destroyed && response.write(part));
  };
  response.on('drain', more);
  more();
}

describe('asking a shard over HTTP', () => {
  it('gives the answer with the version of its reference data and its size', async () => {
    let seen: unknown;
    const url = await serve(async (response, asked) => {
      const { method, url: path, headers } = asked;
      seen = { method, path, body: await text(asked), at: headers['x-lienthong-at'], id: headers['x-lienthong-request-id'] };
      response.writeHead(200, { 'x-lienthong-reference': 'v7' }).end(ANSWER);
    });
    const result = await open().send(request(`${url}/A-1/notes?x=1`));
    expect(result).toEqual({
      state: 'ok',
      answer: { data: { a: 1 } },
      referenceVersion: 'v7',
      bytes: ANSWER.length,
      milliseconds: expect.any(Number),
    });
    const body = '{"query":"{ a }","variables":{}}';
    expect(seen).toEqual({ method: 'POST', path: '/A-1/notes?x=1', body, at: '2026-01-01T00:00:00.000000Z', id: 'r-1' });
  });

  it('uses connections again', async () => {
    const ports = new Set<number | undefined>();
    const url = await serve((response, { socket }) => {
      ports.add(socket.remotePort);
      response.end(ANSWER);
    });
    const transport = open();
    for (let index = 0; index < 20; index++) expect((await transport.send(request(url))).state).toBe('ok');
    // A connection is free again just after its answer was given.
    expect(ports.size).toBeLessThanOrEqual(2);
  });

  it.each<[string, ShardResult['state'], (response: ServerResponse) => unknown]>([
    ['500 with a page', 'unavailable', (response) => response.writeHead(500).end('<h1>no</h1>')],
    [
      '503 with GraphQL errors',
      'unavailable',
      (response) => response.writeHead(503, JSON_TYPE).end('{"errors":[{"message":"the database is gone"}]}'),
    ],
    ['a closed connection', 'unavailable', (response) => response.destroy()],
    ['404', 'refused', (response) => response.writeHead(404).end('nothing here')],
    ['302', 'invalid', (response) => response.writeHead(302, { location: '/' }).end()],
    ['JSON that ends too early', 'invalid', (response) => response.end('{"data": {"a": ')],
    ['HTML', 'invalid', (response) => response.end('<h1>welcome</h1>')],
    ['nothing', 'invalid', (response) => response.end()],
    ['a list', 'invalid', (response) => response.end('[1]')],
    ['JSON null', 'invalid', (response) => response.end('null')],
    ['an object of another shape', 'invalid', (response) => response.end('{"rows":[]}')],
    ['data that is a list', 'invalid', (response) => response.end('{"data":[]}')],
    ['null for data without an error', 'invalid', (response) => response.end('{"data":null}')],
    ['errors that are no errors', 'invalid', (response) => response.end('{"data":{},"errors":["no"]}')],
    ['an error with a path that is none', 'invalid', (response) => response.end('{"data":{},"errors":[{"message":"no","path":"a.b"}]}')],
    ['bytes that are no text', 'invalid', (response) => response.end(Buffer.from([0x7b, 0xff, 0x7d]))],
    [
      'a body cut in its middle',
      'invalid',
      (response) => {
        response.writeHead(200, { 'content-length': '5000' }).write('{"data": {');
        setImmediate(() => response.destroy());
      },
    ],
    ['silence', 'timeout', () => undefined],
    ['headers and then silence', 'timeout', (response) => response.writeHead(200, JSON_TYPE).write('{"data"')],
    [
      'a byte from time to time without end',
      'timeout',
      (response) => {
        const timer = setInterval(() => response.write(' '), 2);
        response.once('close', () => clearInterval(timer));
      },
    ],
    ['blanks as fast as they are taken, without end', 'invalid', (response) => pour(response, ' '.repeat(65_536))],
    ['an object that never ends', 'invalid', (response) => pour(response, `{"data":"${'x'.repeat(65_536)}`)],
    ['a page that never ends', 'invalid', (response) => response.write('<html>')],
    ['blanks before its answer', 'ok', (response) => response.end(`\r\n\t ${ANSWER}`)],
  ])('calls %s %s, by the deadline', async (_what, state, answer) => {
    const url = await serve(answer);
    const { result, took } = await timed(open({ maxBytes: 1_000_000 }), request(url));
    expect(result.state).toBe(state);
    expect(result).toHaveProperty(state === 'ok' ? 'answer' : 'detail');
    expect(took).toBeLessThan(DEADLINE_MS + LATE_MS);
  });

  it('calls what is no HTTP invalid', async () => {
    const url = await listen(createTcpServer((socket) => socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.9\r\n'))));
    expect(await open().send(request(url))).toMatchObject({ state: 'invalid' });
  });

  it.each([
    ['nobody listens at', 'http://127.0.0.1:9/x'],
    ['is no address', 'nonsense'],
    ['is no HTTP', 'ftp://127.0.0.1/x'],
  ])('calls an address that %s unavailable', async (_what, url) => {
    const { result, took } = await timed(open(), request(url));
    expect(result).toMatchObject({ state: 'unavailable' });
    expect(took).toBeLessThan(DEADLINE_MS + LATE_MS);
  });

  it('says why a shard refuses, by its first message', async () => {
    const url = await serve((response) =>
      response.writeHead(400, JSON_TYPE).end('{"errors":[{"message":"Cannot query field \\"b\\"."},{"message":"x"}]}'),
    );
    expect(await open().send(request(url))).toMatchObject({ state: 'refused', detail: 'Cannot query field "b".' });
  });

  it('passes on errors that stand beside data', async () => {
    const answer = { data: { a: null }, errors: [{ message: 'no', path: ['a', 0], extensions: { code: 'X' } }] };
    const url = await serve((response) => response.end(JSON.stringify(answer)));
    expect(await open().send(request(url))).toMatchObject({ state: 'ok', answer });
  });

  it('lets go of the connection when the caller hangs up', async () => {
    let gone = (): void => undefined;
    const hungUp = new Promise<void>((resolve) => {
      gone = resolve;
    });
    const caller = new AbortController();
    const url = await serve((response) => {
      response.once('close', gone);
      caller.abort();
    });
    expect(await open().send(request(url, { signal: caller.signal }))).toMatchObject({ state: 'timeout', detail: 'given up' });
    await hungUp;
  });

  it('asks nobody when the caller is gone already', async () => {
    let asked = 0;
    const url = await serve((response) => {
      asked += 1;
      response.end(ANSWER);
    });
    const transport = open();
    expect(await transport.send(request(url, { signal: AbortSignal.abort() }))).toMatchObject({ state: 'timeout' });
    expect((await transport.send(request(url))).state).toBe('ok');
    expect(asked).toBe(1);
  });
});

describe('requests at one time', () => {
  /** A server that counts who is there and answers when it is told to. */
  async function slow() {
    let [here, most] = [0, 0];
    const waiting: (() => void)[] = [];
    const url = await serve((response) => {
      most = Math.max(most, ++here);
      waiting.push(() => {
        here -= 1;
        response.end(ANSWER);
      });
      arrivals.shift()?.();
    });
    const arrivals: (() => void)[] = [];
    return {
      url,
      most: () => most,
      arrival: () => new Promise<void>((resolve) => arrivals.push(resolve)),
      answerOne: () => waiting.shift()?.(),
    };
  }

  it('are bounded for one endpoint; the others follow in order', async () => {
    const server = await slow();
    const transport = open({ limits: () => ({ perShardConcurrency: 2, concurrency: 64 }) });
    const ends: number[] = [];
    const arrived = [server.arrival(), server.arrival(), server.arrival(), server.arrival(), server.arrival()];
    const sent = [0, 1, 2, 3, 4].map(async (index) => {
      const result = await transport.send(request(server.url, { signal: AbortSignal.timeout(5_000) }));
      ends.push(index);
      return result.state;
    });
    await Promise.all(arrived.slice(0, 2));
    for (const next of arrived.slice(2)) {
      server.answerOne();
      await next;
    }
    server.answerOne();
    server.answerOne();
    expect(await Promise.all(sent)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
    expect([ends.slice(0, 3), server.most()]).toEqual([[0, 1, 2], 2]);
  });

  it('are bounded for all endpoints together', async () => {
    const server = await slow();
    const transport = open({ limits: () => ({ perShardConcurrency: 2, concurrency: 1 }) });
    const first = [server.arrival(), server.arrival()];
    const sent = ['/a', '/b'].map((path) => transport.send(request(`${server.url}${path}`, { signal: AbortSignal.timeout(5_000) })));
    await first[0];
    server.answerOne();
    await first[1];
    server.answerOne();
    await Promise.all(sent);
    expect(server.most()).toBe(1);
  });

  it('end by the deadline also while they wait, and that does not speak against the endpoint', async () => {
    const server = await slow();
    const breaker = { failures: 1 };
    const transport = open({ limits: () => ({ perShardConcurrency: 1, concurrency: 64 }), breaker, fairMs: 0 });
    const arrived = server.arrival();
    const first = transport.send(request(server.url, { signal: AbortSignal.timeout(5_000) }));
    await arrived;
    const { result, took } = await timed(transport, request(server.url));
    expect(result).toMatchObject({ state: 'timeout', detail: 'no turn before the deadline' });
    expect(took).toBeLessThan(DEADLINE_MS + LATE_MS);
    server.answerOne();
    expect((await first).state).toBe('ok');
    const second = transport.send(request(server.url));
    await server.arrival();
    server.answerOne();
    expect((await second).state).toBe('ok');
  });

  it('do not hold up those in the background', async () => {
    const server = await slow();
    const transport = open({ limits: () => ({ perShardConcurrency: 1, concurrency: 1 }) });
    const arrived = [server.arrival(), server.arrival()];
    const first = transport.send(request(server.url, { signal: AbortSignal.timeout(5_000) }));
    await arrived[0];
    const background = transport.send(request(server.url, { signal: AbortSignal.timeout(5_000), background: true }));
    await arrived[1];
    server.answerOne();
    server.answerOne();
    expect([(await first).state, (await background).state]).toEqual(['ok', 'ok']);
  });
});

describe('the breaker of an endpoint', () => {
  const BREAKER = { failures: 3, windowMs: 10_000, openMs: 1_000 };

  /** An endpoint that answers as told and counts how often it is asked. */
  async function endpoint() {
    let [now, asked] = [0, 0];
    let answer: (response: ServerResponse) => unknown = (response) => response.end(ANSWER);
    const url = await serve((response) => {
      asked += 1;
      answer(response);
    });
    const transport = open({ clock: () => now, breaker: BREAKER, fairMs: 0 });
    return {
      url,
      send: async (more: Partial<ShardRequest> = {}) => (await transport.send(request(url, more))).state,
      asked: () => asked,
      answerWith: (next: typeof answer) => {
        answer = next;
      },
      pass: (milliseconds: number) => {
        now += milliseconds;
      },
    };
  }
  const fail = (response: ServerResponse): unknown => response.writeHead(500).end();

  it('keeps requests away after failures in a row, then lets one try', async () => {
    const shard = await endpoint();
    shard.answerWith(fail);
    for (let index = 0; index < 10; index++) expect(await shard.send()).toBe('unavailable');
    expect(shard.asked()).toBe(3);
    shard.pass(1_001);
    shard.answerWith((response) => response.end(ANSWER));
    expect(await shard.send()).toBe('ok');
    expect(await shard.send()).toBe('ok');
    expect(shard.asked()).toBe(5);
  });

  it('counts timeouts', async () => {
    const shard = await endpoint();
    shard.answerWith(() => undefined);
    for (let index = 0; index < 3; index++) expect(await shard.send({ signal: AbortSignal.timeout(20) })).toBe('timeout');
    expect(await shard.send()).toBe('unavailable');
    expect(shard.asked()).toBe(3);
  });

  it.each<[string, (response: ServerResponse) => unknown]>([
    ['refusals', (response) => response.writeHead(400).end()],
    ['nonsense', (response) => response.end('nonsense')],
    ['cut answers', (response) => response.writeHead(200, { 'content-length': '9' }).write('{', () => response.destroy())],
  ])('is not opened by %s', async (_what, answer) => {
    const shard = await endpoint();
    shard.answerWith(answer);
    for (let index = 0; index < 6; index++) await shard.send();
    expect(shard.asked()).toBe(6);
  });

  it('is not opened by callers who hang up', async () => {
    const shard = await endpoint();
    for (let index = 0; index < 6; index++) {
      const caller = new AbortController();
      shard.answerWith(() => caller.abort());
      expect(await shard.send({ signal: caller.signal })).toBe('timeout');
    }
    expect(shard.asked()).toBe(6);
  });

  it('is closed by an answer in the background, which it never keeps away', async () => {
    const shard = await endpoint();
    shard.answerWith(fail);
    for (let index = 0; index < 3; index++) await shard.send();
    shard.answerWith((response) => response.end(ANSWER));
    expect(await shard.send()).toBe('unavailable');
    expect(await shard.send({ background: true })).toBe('ok');
    expect(await shard.send()).toBe('ok');
  });

  it('is its own, though others share the server', async () => {
    const url = await serve((response, { url: path }) => (path === '/dead' ? fail(response) : response.end(ANSWER)));
    const transport = open({ breaker: BREAKER });
    for (let index = 0; index < 4; index++) await transport.send(request(`${url}/dead`));
    expect(await transport.send(request(`${url}/dead`))).toMatchObject({ state: 'unavailable', detail: expect.stringContaining('tried again soon') });
    expect((await transport.send(request(`${url}/alive`))).state).toBe('ok');
  });
});
