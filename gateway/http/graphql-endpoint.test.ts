import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { serverAudits } from 'graphql-http';
import { type RunningGateway, startGateway } from '../app.ts';
import { type NoteShards, noteShards } from '../fixtures/note-shards.ts';
import { type NotesFederation, notesFederation } from '../fixtures/notes-federation.ts';

const DEADLINE_MS = 600;

describe('/graphql of a running gateway', () => {
  let shards: NoteShards;
  let federation: NotesFederation;
  let gateway: RunningGateway;
  let url: string;
  const logged: string[] = [];

  beforeAll(async () => {
    shards = await noteShards();
    federation = notesFederation({ endpoint: shards.endpoint, overrides: { timing: { deadlineMs: DEADLINE_MS } } });
    gateway = await startGateway({
      federation: federation.path,
      host: '127.0.0.1',
      port: 0,
      breaker: { failures: 1_000 },
      log: (_level, message) => void logged.push(message),
    });
    url = `${gateway.url}/graphql`;
  });
  afterAll(async () => {
    await gateway.close();
    await shards[Symbol.asyncDispose]();
    federation[Symbol.dispose]();
  });
  beforeEach(() => shards.misbehave({}));

  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  const ask = async (query: string, headers: Record<string, string> = {}) => {
    const response = await post({ query }, headers);
    const answer = (await response.json()) as { data?: unknown; errors?: { message: string; extensions: { code: string } }[] };
    return { status: response.status, headers: response.headers, answer, codes: (answer.errors ?? []).map(({ extensions }) => extensions.code) };
  };

  describe('after GraphQL over HTTP', () => {
    const audits = serverAudits({ url: () => url });
    it.each(audits.map((audit) => [`${audit.id} ${audit.name}`, audit] as const))('%s', async (_name, audit) => {
      const result = await audit.fn();
      if (result.status !== 'ok') throw new Error(result.reason);
    });
  });

  it('answers with the bytes of the executor, uncached', async () => {
    const { status, headers, answer } = await ask('{ note(id: "A-1/7") { id text } }');
    expect([status, answer.data]).toEqual([200, { note: { id: 'A-1/7', text: 'a note of A-1' } }]);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  it('answers a GET, and a GET cannot do more than ask', async () => {
    const got = await fetch(`${url}?${new URLSearchParams({ query: 'query Q($id: ID!) { note(id: $id) { text } }', variables: '{"id":"B-2/1"}' })}`);
    expect(await got.json()).toMatchObject({ data: { note: { text: 'a note of B-2' } } });
    const mutation = await fetch(`${url}?${new URLSearchParams({ query: 'mutation { __typename }' })}`);
    expect(mutation.status).toBe(405);
  });

  it('keeps the id of a request that has one and gives one to others', async () => {
    const named = await ask('{ __typename }', { 'x-lienthong-request-id': 'r-17' });
    expect(named.headers.get('x-lienthong-request-id')).toBe('r-17');
    const unnamed = await ask('{ __typename }');
    expect(unnamed.headers.get('x-lienthong-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    const tooLong = await ask('{ __typename }', { 'x-lienthong-request-id': 'x'.repeat(200) });
    expect(tooLong.headers.get('x-lienthong-request-id')).toHaveLength(36);
  });

  it('explains when it is asked to by header', async () => {
    const plain = await ask('{ note(id: "A-1/7") { id } }');
    const explained = await ask('{ note(id: "A-1/7") { id } }', { 'x-lienthong-explain': '1' });
    expect(plain.answer).not.toHaveProperty('extensions.explain');
    expect(explained.answer).toHaveProperty('extensions.explain.parts');
  });

  it.each([
    ['no JSON', { body: '{"query"' }, 400, 'BAD_REQUEST'],
    ['another content type', { body: 'query=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415, 'BAD_REQUEST'],
    ['a list', { body: '[{"query":"{ __typename }"}]' }, 400, 'BAD_REQUEST'],
    ['JSON null', { body: 'null' }, 400, 'BAD_REQUEST'],
    ['no query', { body: '{"variables":{}}' }, 400, 'BAD_REQUEST'],
    ['a hash in place of a query', { body: '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}' }, 400, 'BAD_REQUEST'],
    ['more than a body may be', { body: JSON.stringify({ query: `{ a } #${'x'.repeat(5_000_000)}` }) }, 413, 'REQUEST_TOO_LARGE'],
    ['no type we have', { body: '{"query":"{ __typename }"}', headers: { accept: 'text/plain' } }, 406, 'BAD_REQUEST'],
    ['another method', { method: 'PUT', body: '{}' }, 405, 'BAD_REQUEST'],
  ])('refuses %s with status and code', async (_what, { headers, ...init }: RequestInit, status, code) => {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, ...init });
    const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
    expect([response.status, errors.map(({ extensions }) => extensions.code)]).toEqual([status, [code]]);
    expect(errors[0]?.message).not.toBe('');
  });

  it('refuses a body that grows beyond the limit without saying so first', async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(32)),
    });
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers: { 'content-type': 'application/json' }, body, duplex: 'half' };
    expect((await fetch(url, init)).status).toBe(413);
  });

  it('names the methods it offers', async () => {
    expect((await fetch(url, { method: 'DELETE' })).headers.get('allow')).toBe('GET, POST');
  });

  it.each([
    ['a document that does not parse', '{', 'GRAPHQL_PARSE_FAILED'],
    ['a field nobody has', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a variable of another type', 'query Q($id: ID!) { note(id: $id) { id } }', 'BAD_USER_INPUT'],
    ['two operations and no name', 'query A { __typename } query B { __typename }', 'OPERATION_RESOLUTION_FAILURE'],
    ['thirty-one root fields', `{ ${Array.from({ length: 31 }, (_, index) => `a${index}: __typename`).join(' ')} }`, 'TOO_MANY_ROOT_FIELDS'],
    ['a mutation', 'mutation { __typename }', 'OPERATION_NOT_SUPPORTED'],
    ['a subscription', 'subscription { __typename }', 'OPERATION_NOT_SUPPORTED'],
    ['deferred delivery', '{ ... @defer { __typename } }', 'OPERATION_NOT_SUPPORTED'],
  ])('says %s with its code: 200 under application/json, 400 under application/graphql-response+json', async (_what, query, code) => {
    const json = await ask(query);
    expect([json.status, json.codes]).toEqual([200, [code]]);
    const responseJson = await ask(query, { accept: 'application/graphql-response+json' });
    expect([responseJson.status, responseJson.codes]).toEqual([400, [code]]);
    expect(responseJson.headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
    expect(json.answer).not.toHaveProperty('data');
    expect(JSON.stringify(json.answer)).not.toContain('stack');
  });

  it('gives browsers the query page with all its files, and only them', async () => {
    const page = await fetch(url, { headers: { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' } });
    const html = await page.text();
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(html).toContain('Ghi chú');
    const files = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => `${gateway.url}${path}`);
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) expect((await fetch(file)).status).toBe(200);
    const elsewhere = await fetch(`${gateway.url}/graphiql/../package.json`);
    expect(elsewhere.status).toBe(404);
  });

  it('leads from / to the graph, and says where the graph is elsewhere', async () => {
    expect((await fetch(gateway.url, { redirect: 'manual' })).headers.get('location')).toBe('/graphql');
    const lost = await fetch(`${gateway.url}/grahpql`);
    expect([lost.status, await lost.text()]).toEqual([404, expect.stringContaining('/graphql')]);
  });

  it('answers only under a name of this machine', async () => {
    const answered = await new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      const { port, hostname } = new URL(url);
      const asked = httpRequest({ port, hostname, path: '/graphql?query={__typename}', headers: { host: 'evil.example' } }, (response) => {
        text(response).then((body) => resolve({ status: response.statusCode, body }), reject);
      });
      asked.once('error', reject);
      asked.end();
    });
    expect(answered.status).toBe(421);
    expect(answered.body).not.toContain('data');
  });

  it('answers by the deadline when a unit keeps silent', async () => {
    shards.misbehave({ 'A-1': 'SILENT' });
    const started = performance.now();
    const { codes } = await ask('{ note(id: "A-1/7") { id } }');
    expect(codes).toEqual(['UNIT_MISSING']);
    expect(performance.now() - started).toBeLessThan(DEADLINE_MS + 100);
  });

  it('lets go of the units when the client goes', async () => {
    shards.misbehave({ 'A-1': 'SILENT' });
    const question = shards.nextQuestion();
    const leaving = new AbortController();
    const left = fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ note(id: \\"A-1/7\\") { id } }"}',
      signal: leaving.signal,
    });
    const { hungUp } = await question;
    const started = performance.now();
    leaving.abort();
    await expect(left).rejects.toThrow();
    await hungUp;
    expect(performance.now() - started).toBeLessThan(DEADLINE_MS / 2);
  });

  it('has not met a fault of its own in all this', () => {
    expect(logged.filter((message) => message.includes('failed'))).toEqual([]);
  });
});
