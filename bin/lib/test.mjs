import { ensureBuilt } from './compile.mjs';
import { ensureInstalled } from './install.mjs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';
import { runtime } from './runtime.mjs';

/** Kinds of tests that are a run of their own: they need more than npm installs, or more time. */
const KINDS = ['browser', 'fuzz', 'soak'];

/** Arguments for jest: `--browser`, `--fuzz` or `--soak` in front choose the tests of that kind. */
function chosen([first, ...rest]) {
  const kind = KINDS.find((name) => first === `--${name}`);
  if (kind !== undefined) return ['--testMatch', `**/test/${kind}/**/*.${kind}.ts`, ...rest];
  return first === undefined ? [] : [first, ...rest];
}

/** Runs the tests that the arguments choose, all that belong to every change without any. */
export async function test(args) {
  await ensureInstalled();
  // Tests of processes start what is built.
  await ensureBuilt();
  const jest = inRoot('node_modules', 'jest', 'bin', 'jest.js');
  const { code } = await run(runtime(), ['--experimental-vm-modules', '--no-warnings', jest, ...chosen(args)]);
  return code;
}
