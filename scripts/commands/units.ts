import { Command } from 'commander';
import { portArgument } from './arguments.ts';
import { runServer } from './run-server.ts';

interface Options {
  readonly federation: string;
  readonly units: string;
  readonly host: string;
  readonly port: number;
}

/** `hub units`: many units and the registry in one process, as the demonstration runs them. */
export const unitsCommand = (): Command =>
  new Command('units')
    .description('Serve all units of a directory and the registry from one process.')
    .requiredOption('--federation <file>', 'the federation file')
    .requiredOption('--units <directory>', 'directory with one file for each unit')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <port>', 'port to listen on', portArgument, 4100)
    .action(async (options: Options) => {
      const { startUnitsServer } = await import('../start/units-server.ts');
      await runServer(async () => {
        const server = await startUnitsServer(options);
        process.stdout.write(`units: ${server.url}\n`);
        return server;
      });
    });
