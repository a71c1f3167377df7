import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inRoot, root } from './paths.mjs';
import { run } from './run.mjs';
import { StepFailed, say, since } from './say.mjs';

const SOURCES = ['gateway', 'subgraphs', 'shared', 'scripts'];
const SETTINGS = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
const STAMP = inRoot('dist', '.stamp');

function* files(directory, ending) {
  if (!existsSync(directory)) return;
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* files(path, ending);
    else if (entry.name.endsWith(ending)) yield path;
  }
}

const sources = () => SOURCES.flatMap((name) => [...files(inRoot(name), '.ts')]).filter((path) => !path.endsWith('.test.ts'));

/** Changes when any source changes, appears or goes. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const path of [...sources(), ...SETTINGS.map((name) => inRoot(name))].sort()) {
    const { mtimeMs, size } = statSync(path);
    hash.update(`${relative(root, path)} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

const built = () => (existsSync(STAMP) ? readFileSync(STAMP, 'utf8').trim() : undefined);

/** Removes what was built from sources that are gone. */
function prune() {
  const expected = new Set(sources().map((path) => join('dist', relative(root, path)).replace(/\.ts$/, '.js')));
  for (const path of [...files(inRoot('dist'), '.js')]) {
    if (expected.has(relative(root, path))) continue;
    rmSync(path);
    rmSync(`${path}.map`, { force: true });
  }
}

/** Builds `dist/` unless it was built from exactly these sources. */
export async function ensureBuilt() {
  const before = fingerprint();
  if (built() === before) return;
  const start = performance.now();
  say('• building …');
  const compiler = inRoot('node_modules', 'typescript', 'bin', 'tsc');
  const { code, said } = await run(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { quiet: true });
  if (code !== 0) throw new StepFailed(`The sources do not compile:\n\n${said.trim()}\n`);
  prune();
  writeFileSync(STAMP, `${before}\n`);
  say(`✓ built (${since(start)})`);
}
