import { ensureBuilt } from './compile.mjs';
import { ensureInstalled } from './install.mjs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';
import { runtime } from './runtime.mjs';

/** Tests in a browser need one on the machine, so they are a run of their own. */
const BROWSER = ['--testMatch', '**/test/browser/**/*.browser.ts'];

/** Runs the tests that the arguments choose, all of them without any; `--browser` first chooses those in a browser. */
export async function test(args) {
  await ensureInstalled();
  // Tests of processes start what is built.
  await ensureBuilt();
  const chosen = args[0] === '--browser' ? [...BROWSER, ...args.slice(1)] : args;
  const jest = inRoot('node_modules', 'jest', 'bin', 'jest.js');
  const { code } = await run(runtime(), ['--experimental-vm-modules', '--no-warnings', jest, ...chosen]);
  return code;
}
