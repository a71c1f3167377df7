import { type ExecFileException, execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';

/** Runs a command of what is built. */
function hub(...args: string[]): Promise<{ readonly code: number; readonly out: string; readonly said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [projectFile('dist/scripts/hub.js'), ...args], (error: ExecFileException | null, out, said) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, said }),
    );
  });
}

describe('the hub command', () => {
  const directory = mkdtempSync(join(tmpdir(), 'lien-thong-hub-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test.each(['start', 'gateway', 'unit', 'units', 'registry', 'contracts', 'errors'])('%s tells its options with --help', async (name) => {
    const { code, out } = await hub(name, '--help');
    expect(code).toBe(0);
    expect(out).toContain(`Usage: hub ${name}`);
    expect(out).toContain('--help');
  });

  test('names every command', async () => {
    const { out } = await hub('--help');
    for (const name of ['start', 'gateway', 'unit', 'registry', 'contracts', 'errors']) expect(out).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
  });

  test('says what is wrong with an option, without a stack', async () => {
    const { code, said } = await hub('start', '--port', '99999');
    expect(code).toBe(1);
    expect(said).toContain('not a port');
    expect(said).not.toMatch(/^\s+at /m);
  });

  test('refuses a command or option that is not there', async () => {
    expect(await hub('strat')).toMatchObject({ code: 1, said: expect.stringContaining('Did you mean start?') });
    expect(await hub('start', '--prot', '1')).toMatchObject({ code: 1, said: expect.stringContaining('--port') });
  });

  test('lists every fault of a federation file with its place', async () => {
    const file = join(directory, 'federation.yaml');
    writeFileSync(file, 'federation: Broken Name\nunknownKey: 1\nunits: []\n');
    const { code, said } = await hub('gateway', '--federation', file);
    expect(code).toBe(1);
    expect(said).toContain('CONFIG_INVALID');
    expect(said).toContain('unknownKey');
    expect(said).toContain('- federation:');
    expect(said).not.toMatch(/^\s+at /m);
  });

  test('says that a unit’s database does not answer', async () => {
    const file = join(directory, 'sct-79.yaml');
    const federation = projectFile('federations/vietnam/federation.yaml');
    writeFileSync(file, JSON.stringify({ unit: 'SCT-79', federation, databaseUrl: 'postgresql://nobody:x@127.0.0.1:9/none' }));
    const { code, said } = await hub('unit', '--config', file, '--port', '0');
    expect(code).toBe(1);
    expect(said).toContain('DATABASE_UNAVAILABLE');
  });

  test('shows the way of a fault with --verbose only', async () => {
    const wrong = join(directory, 'nothing.yaml');
    expect((await hub('registry', '--federation', wrong)).said).not.toMatch(/^\s+at /m);
    expect((await hub('--verbose', 'registry', '--federation', wrong)).said).toMatch(/^\s+at /m);
  });

  test('prints one contract as it is served', async () => {
    const { code, out } = await hub('contracts', 'print', 'mediation');
    expect(code).toBe(0);
    expect(out).toContain('@key(fields: "id")');
    expect(out).not.toContain('type Complaint implements');
  });
});
