import { OperatorError } from '../shared/errors/errors.ts';
import { until } from '../test/kit/until.ts';
import { type RunningGateway, startGateway } from './app.ts';
import { NOTES_SDL, type NoteShards, noteShards } from './fixtures/note-shards.ts';
import { type NotesFederation, notesFederation, noteUnit } from './fixtures/notes-federation.ts';

const quiet = (): void => undefined;
const faultOf = async (work: Promise<unknown>): Promise<OperatorError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof OperatorError) return error;
  throw new Error('no OperatorError', { cause: error });
};

describe('a gateway', () => {
  let shards: NoteShards;
  let federation: NotesFederation;
  let gateway: RunningGateway;

  beforeEach(async () => {
    shards = await noteShards();
    federation = notesFederation({ endpoint: shards.endpoint });
    gateway = await startGateway({ federation: federation.path, host: '127.0.0.1', port: 0, log: quiet });
  });
  afterEach(async () => {
    await gateway.close();
    await shards[Symbol.asyncDispose]();
    federation[Symbol.dispose]();
  });

  const ask = async (query: string): Promise<{ data?: Record<string, unknown>; errors?: { extensions: { code: string } }[] }> => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) };
    return (await fetch(`${gateway.url}/graphql`, init)).json() as never;
  };
  const codeOf = async (query: string) => (await ask(query)).errors?.[0]?.extensions.code;
  const NOTE = '{ note(id: "A-1/1") { id } }';
  const WITH_AUTHOR = NOTES_SDL.replace('text: String', 'text: String\n author: String');

  describe('on reload', () => {
    it('offers what the files now say', async () => {
      expect(await codeOf('{ note(id: "C-3/1") { id } }')).toBe('UNKNOWN_UNIT');
      federation.write({ endpoint: shards.endpoint, overrides: { units: [noteUnit('A-1'), noteUnit('C-3')] }, sdl: WITH_AUTHOR });
      await gateway.reload();
      expect(await ask('{ note(id: "C-3/1") { id } }')).toMatchObject({ data: { note: { id: 'C-3/1' } } });
      expect(await codeOf('{ note(id: "B-2/1") { id } }')).toBe('UNKNOWN_UNIT');
      expect(await ask('{ __type(name: "Note") { fields { name } } }')).toMatchObject({
        data: { __type: { fields: [{ name: 'id' }, { name: 'text' }, { name: 'author' }] } },
      });
    });

    it('ends a running request on the graph it began with', async () => {
      shards.misbehave({ 'A-1': 'SILENT' });
      const question = shards.nextQuestion();
      const running = ask('{ note(id: "A-1/1") { id text } }');
      await question;
      federation.write({ endpoint: shards.endpoint, overrides: { units: [noteUnit('C-3')] }, sdl: NOTES_SDL.replace('text: String', '') });
      await gateway.reload();
      expect(await codeOf('{ note(id: "C-3/1") { text } }')).toBe('GRAPHQL_VALIDATION_FAILED');
      shards.releaseSilent();
      expect(await running).toMatchObject({ data: { note: { id: 'A-1/1', text: 'a note of A-1' } } });
    });

    it('drops no request while graphs change under load', async () => {
      let stop = false;
      const answers: unknown[] = [];
      const load = Array.from({ length: 8 }, async () => {
        while (!stop) answers.push(await ask(NOTE));
      });
      try {
        for (const sdl of [WITH_AUTHOR, NOTES_SDL, WITH_AUTHOR]) {
          federation.write({ endpoint: shards.endpoint, sdl });
          await gateway.reload();
          await ask(NOTE);
        }
      } finally {
        stop = true;
        await Promise.all(load);
      }
      expect(answers.length).toBeGreaterThan(8);
      for (const answer of answers) expect(answer).toMatchObject({ data: { note: { id: 'A-1/1' } } });
    });

    it.each([
      ['a file with faults', (file: NotesFederation) => file.writeText('federation: 7'), 'CONFIG_INVALID'],
      [
        'a file that is gone',
        (file: NotesFederation, { endpoint }: NoteShards) => file.write({ endpoint, overrides: { units: 'nowhere.yaml' } }),
        'CONFIG_NOT_FOUND',
      ],
      [
        'a contract with a field without a rule',
        (file: NotesFederation, { endpoint }: NoteShards) =>
          file.write({ endpoint, sdl: NOTES_SDL.replace('type Query {', 'type Query { count: Int') }),
        'CONTRACT_FIELD_WITHOUT_RULE',
      ],
    ])('keeps the graph in force when it finds %s, and says why', async (_what, spoil, code) => {
      spoil(federation, shards);
      expect((await faultOf(gateway.reload())).code).toBe(code);
      expect(await ask(NOTE)).toMatchObject({ data: { note: { id: 'A-1/1' } } });
      federation.write({ endpoint: shards.endpoint, sdl: WITH_AUTHOR });
      await gateway.reload();
      expect(await ask('{ note(id: "A-1/1") { id } }')).toMatchObject({ data: { note: { id: 'A-1/1' } } });
    });
  });

  it('refuses to start on a taken port, beyond this machine, or without its file', async () => {
    const start = (more: { host?: string; port?: number; federation?: string }) =>
      faultOf(startGateway({ federation: federation.path, host: '127.0.0.1', port: 0, log: quiet, ...more }));
    const taken = await start({ port: gateway.port });
    expect([taken.code, taken.message]).toEqual(['PORT_IN_USE', expect.stringContaining(String(gateway.port))]);
    expect((await start({ host: '0.0.0.0' })).code).toBe('HOST_NOT_LOOPBACK');
    expect((await start({ host: '192.168.1.5' })).code).toBe('HOST_NOT_LOOPBACK');
    expect((await start({ federation: `${federation.path}.gone` })).code).toBe('CONFIG_NOT_FOUND');
  });
});

describe('/readyz', () => {
  const readiness = async (gateway: RunningGateway) => {
    const response = await fetch(`${gateway.url}/readyz`);
    return [response.status, await response.json()];
  };
  /** Asks until the first round is over. */
  const ready = (gateway: RunningGateway): Promise<unknown[]> =>
    until(
      () => readiness(gateway),
      ([status]) => status === 200,
    );

  it('says 503 until every unit was asked once, then who is up', async () => {
    await using shards = await noteShards();
    using federation = notesFederation({ endpoint: shards.endpoint, overrides: { units: ['A-1', 'B-2', 'C-3'].map((code) => noteUnit(code)) } });
    shards.misbehave({ 'B-2': 'HANG_UP', 'C-3': 'STATUS_SILENT' });
    const gateway = await startGateway({ federation: federation.path, host: '127.0.0.1', port: 0, log: quiet });
    try {
      expect(await readiness(gateway)).toMatchObject([503, { status: 'starting', units: { known: 3 } }]);
      expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
      await shards.keptWaiting();
      shards.releaseSilent();
      expect(await ready(gateway)).toEqual([
        200,
        { status: 'ready', federation: 'notes', units: { up: 2, known: 3 }, contracts: { notes: { up: 2, known: 3 } }, down: ['B-2'] },
      ]);
    } finally {
      await gateway.close();
    }
  });
});
