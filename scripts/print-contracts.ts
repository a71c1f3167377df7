import { writeFileSync } from 'node:fs';
import { projectFile } from '../shared/subgraph-kit/project-root.ts';
import { registryContract } from '../subgraphs/registry/schema/contract.ts';
import { unitContracts } from '../subgraphs/unit/app.ts';

/** The contracts that our subgraphs serve, as text by path; `shared/contract/sdl` holds them as they are composed. */
export async function printedContracts(): Promise<ReadonlyMap<string, string>> {
  const contracts = {
    registry: await registryContract(),
    ...Object.fromEntries(Object.entries(unitContracts).map(([name, make]) => [name, make()])),
  };
  return new Map(Object.entries(contracts).map(([name, { sdl }]) => [projectFile(`shared/contract/sdl/${name}.graphql`), sdl]));
}

if (import.meta.main) {
  for (const [path, sdl] of await printedContracts()) writeFileSync(path, sdl);
}
