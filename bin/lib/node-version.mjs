// Written for any Node that knows modules, so that an old one gets a sentence instead of a syntax error.

const OLDEST = 20;

/** Ends the process with one clear sentence when Node is too old. */
export function requireNode() {
  const version = process.versions.node;
  if (Number(version.split('.')[0]) >= OLDEST) return;
  process.stderr.write(`Liên thông needs Node.js ${OLDEST} or later; this is ${version}. Get it from https://nodejs.org/ and try again.\n`);
  process.exit(1);
}
