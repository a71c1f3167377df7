import { Command } from 'commander';
import { findFederation } from '../start/find-federation.ts';
import { portArgument } from './arguments.ts';
import { runServer } from './run-server.ts';

interface Options {
  readonly federation: string;
  readonly host: string;
  readonly port: number;
}

/** `hub registry`: the registry of a federation. */
export const registryCommand = (): Command =>
  new Command('registry')
    .description('Serve the registry of a federation, at /registry.')
    .option('--federation <name|file>', 'a federation of this project or a federation file', 'vietnam')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <port>', 'port to listen on', portArgument, 4100)
    .action(async ({ federation, host, port }: Options) => {
      const { REGISTRY_PATH, startRegistry } = await import('../../subgraphs/registry/app.ts');
      await runServer(async () => {
        const server = await startRegistry({ federation: findFederation(federation), host, port });
        process.stdout.write(`registry: ${server.url}${REGISTRY_PATH}\n`);
        return server;
      });
    });
