import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';
import { errorPage } from './error-page.ts';

/** `hub errors`: the table of error codes. */
export const errorsCommand = (): Command =>
  new Command('errors')
    .description('Print every error code, what it means and what to do.')
    .option('--write', 'write docs/errors.md instead', false)
    .action(({ write }: { readonly write: boolean }) => {
      if (write) writeFileSync(projectFile('docs/errors.md'), errorPage());
      else process.stdout.write(errorPage());
    });
