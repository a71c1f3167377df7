import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { Command } from 'commander';
import { OperatorError } from '../../shared/errors/errors.ts';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';

/** `hub contracts`: the contracts that the subgraphs serve. */
export const contractsCommand = (): Command =>
  new Command('contracts').description('The contracts that the subgraphs serve.').addCommand(
    new Command('print')
      .description('Print the contracts as the subgraphs serve them.')
      .argument('[name]', 'one contract, such as complaints; all when absent')
      .option('--write', 'write them to shared/contract/sdl instead', false)
      .action(async (name: string | undefined, { write }: { readonly write: boolean }) => {
        const { printedContracts } = await import('../print-contracts.ts');
        const all = [...(await printedContracts())].map(([path, sdl]) => ({ path: relative(projectFile('.'), path), sdl }));
        const chosen = all.filter(({ path }) => name === undefined || path.endsWith(`/${name}.graphql`));
        if (chosen.length === 0) throw new OperatorError('CONTRACT_NOT_SERVED', `no subgraph serves a contract ${name}`);
        for (const { path, sdl } of chosen) {
          if (write) writeFileSync(projectFile(path), sdl);
          else process.stdout.write(`# ${path}\n${sdl}\n`);
        }
      }),
  );
