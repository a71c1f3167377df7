import { readFileSync } from 'node:fs';
import type { Federation } from '../../shared/config/federation.ts';
import { OperatorError } from '../../shared/errors/errors.ts';
import { composeFederation, type Supergraph } from './compose.ts';

/** What of a federation its supergraph is made from. */
export type FederationContracts = Pick<Federation, 'contracts'>;

/**
 * Reads the contracts a federation names and composes them, in order of name.
 * @throws OperatorError CONFIG_NOT_FOUND for an SDL file that is not there, else as {@link composeFederation}
 */
export function loadSupergraph(federation: FederationContracts): Supergraph {
  const entries = Object.entries(federation.contracts).sort(([a], [b]) => (a < b ? -1 : 1));
  return composeFederation(entries.map(([name, { sdl, sharded, url }]) => ({ name, sdl: readSdl(name, sdl), sharded, url })));
}

function readSdl(contract: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new OperatorError('CONFIG_NOT_FOUND', `cannot read ${path}, the schema of contract ${contract}`, [], { cause });
  }
}
