import { Command } from 'commander';
import { loadFederation } from '../../shared/config/federation.ts';
import { loadUnitConfig } from '../../shared/config/unit.ts';
import { portArgument } from './arguments.ts';
import { runServer } from './run-server.ts';

interface Options {
  readonly host: string;
  readonly port: number;
  readonly migrate: boolean;
}

/** `hub unit`: one unit in production. */
export const unitCommand = (): Command =>
  new Command('unit')
    .description('Serve one unit from its file, at /{unit}/{contract}.')
    .argument('<file>', 'the file of the unit')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <port>', 'port to listen on', portArgument, 4100)
    .option('--migrate', 'bring the database to the newest version first', false)
    .action(async (file: string, { host, port, migrate }: Options) => {
      const { startUnits } = await import('../../subgraphs/unit/app.ts');
      const unit = loadUnitConfig(file);
      const federation = loadFederation(unit.federation);
      if (migrate) {
        const { migrateUnitDatabase } = await import('../../subgraphs/unit/persistence/ingest.ts');
        await migrateUnitDatabase(unit.databaseUrl);
      }
      await runServer(async () => {
        const server = await startUnits({ units: [unit], federation, host, port });
        process.stdout.write(`${unit.unit}: ${server.url}\n`);
        return server;
      });
    });
