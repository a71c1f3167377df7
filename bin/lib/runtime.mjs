import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { StepFailed } from './say.mjs';

/** The oldest Node the packages run on; see the fields `engines` of MikroORM. */
const OLDEST = [22, 17];

const recentEnough = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
};

/** Path of the Node that runs the project: the one npm installed, else the one that runs us if it is recent enough. */
export function runtime() {
  const carried = inRoot('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(carried) && starts(carried)) return carried;
  if (recentEnough()) return process.execPath;
  throw new StepFailed(
    `The package "node" could not bring Node 24 for ${process.platform}-${process.arch}, and Node ${process.versions.node} is older than ${OLDEST.join('.')}.\n` +
      'Install a newer Node.js and try again.',
  );
}

function starts(path) {
  try {
    execFileSync(path, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
