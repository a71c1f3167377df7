import { ensureBuilt } from './compile.mjs';
import { ensureInstalled } from './install.mjs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';
import { runtime } from './runtime.mjs';

/** Where the person is: paths on the command line are meant from there, though npm goes to the project first. */
const cwd = process.env.INIT_CWD ?? process.cwd();

/** Brings the project up to date and runs a command of it. */
export async function hub(args) {
  await ensureInstalled();
  await ensureBuilt();
  const { code } = await run(runtime(), ['--enable-source-maps', inRoot('dist', 'scripts', 'hub.js'), ...args], { watched: true, cwd });
  return code;
}
