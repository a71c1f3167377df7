import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';
import { StepFailed, say, since } from './say.mjs';

const STAMP = inRoot('node_modules', '.lien-thong-installed');
/** Development packages too: `npm test` follows `npm start`. A NODE_ENV of production must not leave them out. */
const FLAGS = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];

/** What an installation depends on: the lock and the kind of machine. */
function wanted() {
  const lock = readFileSync(inRoot('package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex');
}

const installed = () => (existsSync(STAMP) ? readFileSync(STAMP, 'utf8').trim() : undefined);

/** Installs the packages of the lock file unless exactly those are there. */
export async function ensureInstalled() {
  if (installed() === wanted()) return;
  const start = performance.now();
  say('• installing packages (once, about a minute) …');
  const exact = await npm(['ci', ...FLAGS]);
  // A lock written where a platform's packages could not be seen does not satisfy `ci` there; its versions still hold.
  const result = exact.code === 0 ? exact : await npm(['install', '--no-save', ...FLAGS]);
  if (result.code !== 0) throw new StepFailed(`The packages could not be installed. npm said:\n\n${result.said.trim()}\n`);
  writeFileSync(STAMP, `${wanted()}\n`);
  say(`✓ packages installed (${since(start)})`);
}

/** The npm that runs us, or the one on the path. */
function npm(args) {
  const own = process.env.npm_execpath;
  if (own?.endsWith('npm-cli.js')) return run(process.execPath, [own, ...args], { quiet: true });
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { quiet: true });
}

if (process.argv[2] === '--mark') writeFileSync(STAMP, `${wanted()}\n`);
