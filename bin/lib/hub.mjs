import { ensureBuilt } from './compile.mjs';
import { ensureInstalled } from './install.mjs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';
import { runtime } from './runtime.mjs';

/** Brings the project up to date and runs a command of it. */
export async function hub(args) {
  await ensureInstalled();
  await ensureBuilt();
  const { code } = await run(runtime(), ['--enable-source-maps', inRoot('dist', 'scripts', 'hub.js'), ...args], { watched: true });
  return code;
}
