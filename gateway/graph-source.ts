import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { checkFederation, type Federation, loadFederation } from '../shared/config/federation.ts';
import { OperatorError } from '../shared/errors/errors.ts';
import type { Supergraph } from './supergraph/compose.ts';
import { loadSupergraph } from './supergraph/load.ts';
import { readSupergraph } from './supergraph/read-supergraph.ts';

/** Where a graph comes from: the path of a federation file, a federation, or a Federation supergraph composed by others. */
export type GraphSource = string | Federation | { readonly supergraph: string };

/** A graph and the federation it is of. */
export interface LoadedGraph {
  readonly federation: Federation;
  readonly supergraph: Supergraph;
}

/**
 * Loads a graph.
 * @throws OperatorError CONFIG_* or CONTRACT_* for a federation, CONFIG_NOT_FOUND or SUPERGRAPH_INVALID for a supergraph
 */
export function loadGraph(source: GraphSource): LoadedGraph {
  if (typeof source === 'object' && 'supergraph' in source)
    return { federation: withoutUnits(source.supergraph), supergraph: readSupergraph(readSdl(source.supergraph)) };
  const federation = typeof source === 'string' ? loadFederation(source) : source;
  return { federation, supergraph: loadSupergraph(federation) };
}

function readSdl(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new OperatorError('CONFIG_NOT_FOUND', `cannot read ${path}`, [], { cause });
  }
}

/** A supergraph names its endpoints itself; it has no units, and nothing of it is sharded. */
function withoutUnits(path: string): Federation {
  const name = basename(path);
  return checkFederation(path, {
    federation: 'supergraph',
    name,
    nameEn: name,
    timeZone: 'UTC',
    referenceVersion: 'none',
    historyFrom: '1970-01-01',
    calendar: {},
    provinces: [],
    sectors: [],
    behaviours: [],
    contracts: {},
    units: [],
  });
}
