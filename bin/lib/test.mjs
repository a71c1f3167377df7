import { ensureBuilt } from './compile.mjs';
import { ensureInstalled } from './install.mjs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';
import { runtime } from './runtime.mjs';

/** Runs the tests that the arguments choose, all of them without any. */
export async function test(args) {
  await ensureInstalled();
  // Tests of processes start what is built.
  await ensureBuilt();
  const jest = inRoot('node_modules', 'jest', 'bin', 'jest.js');
  const { code } = await run(runtime(), ['--experimental-vm-modules', '--no-warnings', jest, ...args]);
  return code;
}
