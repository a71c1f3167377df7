import { Command } from 'commander';
import { findFederation } from '../start/find-federation.ts';
import { portArgument } from './arguments.ts';
import { runServer } from './run-server.ts';

interface Options {
  readonly federation: string;
  readonly host: string;
  readonly port: number;
}

/** `hub gateway`: the gateway of a federation. */
export const gatewayCommand = (): Command =>
  new Command('gateway')
    .description('Serve the graph of a federation, at /graphql. SIGHUP reads the federation again.')
    .option('--federation <name|file>', 'a federation of this project or a federation file', 'vietnam')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <port>', 'port to listen on', portArgument, 4000)
    .action(async ({ federation, host, port }: Options) => {
      const { startGateway } = await import('../../gateway/app.ts');
      await runServer(async () => {
        const server = await startGateway({ federation: findFederation(federation).path, host, port });
        process.stdout.write(`graph: ${server.url}/graphql\n`);
        return server;
      });
    });
