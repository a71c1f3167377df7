import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { projectFile } from '../shared/subgraph-kit/project-root.ts';
import { type NoteShards, noteShards } from './fixtures/note-shards.ts';
import { type NotesFederation, notesFederation } from './fixtures/notes-federation.ts';

/** The program, its lines, and its end. */
function run(...args: string[]) {
  const flags = ['--experimental-transform-types', '--disable-warning=ExperimentalWarning'];
  const child: ChildProcess = spawn(process.execPath, [...flags, projectFile('gateway/main.ts'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  let wanted: { pattern: RegExp; found: (line: string) => void }[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      for (const { found } of wanted.filter(({ pattern }) => pattern.test(line))) found(line);
      wanted = wanted.filter(({ pattern }) => !pattern.test(line));
    });
  }
  const ended = once(child, 'close').then(() => child.exitCode);
  const line = (pattern: RegExp): Promise<string> => {
    const known = lines.find((text) => pattern.test(text));
    if (known !== undefined) return Promise.resolve(known);
    const coming = new Promise<string>((found) => wanted.push({ pattern, found }));
    const over = ended.then(() => {
      throw new Error(`ended without ${pattern}: ${lines.join('\n')}`);
    });
    return Promise.race([coming, over]);
  };
  return { child, lines, ended, line };
}

describe('the gateway program', () => {
  let shards: NoteShards;
  let federation: NotesFederation;
  beforeAll(async () => {
    shards = await noteShards();
    federation = notesFederation({ endpoint: shards.endpoint });
  });
  afterAll(async () => {
    await shards[Symbol.asyncDispose]();
    federation[Symbol.dispose]();
  });

  it('says where the graph is, reads the federation again on SIGHUP, keeps it when that fails, ends on SIGTERM', async () => {
    const { child, line, ended } = run('--federation', federation.path, '--port', '0');
    const [, url = ''] = /^graph: (\S+)$/.exec(await line(/^graph: /)) ?? [];
    const ask = async (): Promise<unknown> => (await fetch(`${url}?query={note(id:"A-1/1"){id}}`)).json();
    expect(await ask()).toMatchObject({ data: { note: { id: 'A-1/1' } } });
    federation.writeText('federation: 7');
    child.kill('SIGHUP');
    expect(await line(/stays as it was/)).toContain('CONFIG_INVALID');
    expect(await ask()).toMatchObject({ data: { note: { id: 'A-1/1' } } });
    federation.write({ endpoint: shards.endpoint });
    child.kill('SIGHUP');
    await line(/read again/);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('says what is wrong and ends with an exit code', async () => {
    const gone = run('--federation', `${federation.path}.gone`);
    expect(await gone.ended).toBe(1);
    expect(gone.lines[0]).toContain('CONFIG_NOT_FOUND');
    const taken = run('--federation', federation.path, '--port', String(shards.port));
    expect(await taken.ended).toBe(1);
    expect(taken.lines[0]).toBe(`PORT_IN_USE: 127.0.0.1:${shards.port} is taken`);
    const open = run('--federation', federation.path, '--host', '0.0.0.0');
    expect(await open.ended).toBe(1);
    expect(open.lines[0]).toContain('HOST_NOT_LOOPBACK');
    const wrong = run('--port', 'x');
    expect([await wrong.ended, wrong.lines[0]]).toEqual([2, expect.stringContaining('Usage')]);
  });
});
