import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Federation, loadFederation } from '../../shared/config/federation.ts';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';

/**
 * Reads a federation by its name in this project or by the path of its file.
 * @throws OperatorError CONFIG_NOT_FOUND, CONFIG_INVALID
 */
export function findFederation(nameOrFile: string): Federation {
  const named = projectFile(`federations/${nameOrFile}/federation.yaml`);
  return loadFederation(/^[a-z][a-z0-9-]*$/.test(nameOrFile) && existsSync(named) ? named : resolve(nameOrFile));
}
