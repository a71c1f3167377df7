import { Command } from 'commander';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';
import { progressOn } from '../start/progress.ts';
import { portArgument, scaleArgument } from './arguments.ts';

interface Options {
  readonly port: number;
  readonly unitsPort?: number;
  readonly scale: number;
  readonly federation: string;
  readonly data: string;
  readonly input?: string;
  readonly reset: boolean;
}

/** `hub start`: a whole federation on this machine. */
export const startCommand = (): Command =>
  new Command('start')
    .description('Run a whole federation on this machine: PostgreSQL, all units, the registry and the gateway, with demonstration data.')
    .option('--port <port>', 'port of the gateway on 127.0.0.1', portArgument, 4000)
    .option('--units-port <port>', 'port of the units on 127.0.0.1 (4100, or a free one when that is taken)', portArgument)
    .option('--scale <number>', 'how much generated data: 1 is about 113,000 complaints', scaleArgument, 1)
    .option('--federation <name|file>', 'a federation of this project (vietnam, sindec) or a federation file', 'vietnam')
    .option('--data <directory>', 'where the databases are kept', projectFile('.data'))
    .option('--input <directory>', 'for sindec: the directory with the full files, in place of the sample')
    .option('--reset', 'throw the data away and make them again', false)
    .addHelpText('after', '\nThe first start creates and fills the databases; later ones reuse them. Ctrl-C stops everything.')
    .action(async (options: Options) => {
      const { start } = await import('../start/start.ts');
      const settings = { ...options, unitsPort: options.unitsPort, input: options.input };
      await start(settings, progressOn(process.stderr), (text) => void process.stdout.write(`${text}\n`));
    });
