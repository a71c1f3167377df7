import { Command } from 'commander';
import { OperatorError } from '../../shared/errors/errors.ts';
import { findFederation } from '../start/find-federation.ts';
import { portArgument } from './arguments.ts';
import { runServer } from './run-server.ts';

interface Options {
  readonly federation: string;
  readonly supergraph?: string;
  readonly open?: boolean;
  readonly host: string;
  readonly port: number;
}

/** `hub gateway`: the gateway of a federation. */
export const gatewayCommand = (): Command =>
  new Command('gateway')
    .description('Serve the graph of a federation, at /graphql. SIGHUP reads the federation again.')
    .option('--federation <name|file>', 'a federation of this project or a federation file', 'vietnam')
    .option('--supergraph <file>', 'a Federation v2 supergraph instead, its subgraphs at the addresses it names; needs --open')
    .option('--open', 'serve without access rules')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <port>', 'port to listen on', portArgument, 4000)
    .action(async ({ federation, supergraph, open, host, port }: Options) => {
      if (supergraph !== undefined && open !== true) {
        throw new OperatorError('OPEN_NOT_SAID', 'a supergraph of others has no access rules');
      }
      const { startGateway } = await import('../../gateway/app.ts');
      await runServer(async () => {
        const server = await startGateway({ federation: supergraph === undefined ? findFederation(federation).path : { supergraph }, host, port });
        process.stdout.write(`graph: ${server.url}/graphql\n`);
        return server;
      });
    });
