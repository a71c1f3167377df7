import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { loadFederation } from '../../shared/config/federation.ts';
import { loadUnitConfig, type UnitConfig } from '../../shared/config/unit.ts';
import { OperatorError } from '../../shared/errors/errors.ts';
import { portArgument } from './arguments.ts';
import { runServer } from './run-server.ts';

interface Options {
  readonly config: readonly string[];
  readonly host: string;
  readonly port: number;
  readonly migrate: boolean;
}

/** `hub unit`: one unit in production, or several of one federation. */
export const unitCommand = (): Command =>
  new Command('unit')
    .description('Prepare the database of a unit and serve the unit at /{unit}/{contract}.')
    .requiredOption('--config <path...>', 'files of units, or directories of them')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <port>', 'port to listen on', portArgument, 4100)
    .option('--no-migrate', 'leave the database as it is')
    .action(async ({ config, host, port, migrate }: Options) => {
      const units = config.flatMap(filesAt).map(loadUnitConfig);
      const federation = loadFederation(federationOf(units, config));
      const { startUnits } = await import('../../subgraphs/unit/app.ts');
      if (migrate) await prepare(units);
      await runServer(async () => {
        const server = await startUnits({ units, federation, host, port });
        process.stdout.write(`${units.map(({ unit }) => unit).join(', ')}: ${server.url}\n`);
        return server;
      });
    });

/** A directory stands for its YAML and JSON files. */
function filesAt(path: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  const files = readdirSync(path).filter((name) => /\.(ya?ml|json)$/.test(name));
  return files.sort().map((name) => join(path, name));
}

function federationOf(units: readonly UnitConfig[], config: readonly string[]): string {
  const [first] = units;
  if (first === undefined) throw new OperatorError('CONFIG_NOT_FOUND', `no file of a unit at ${config.join(', ')}`);
  const stranger = units.find(({ federation }) => federation !== first.federation);
  if (stranger !== undefined) throw new OperatorError('CONFIG_INVALID', `${stranger.unit} names another federation than ${first.unit}`);
  return first.federation;
}

async function prepare(units: readonly UnitConfig[]): Promise<void> {
  const { migrateUnitDatabase } = await import('../../subgraphs/unit/persistence/ingest.ts');
  for (const { databaseUrl } of units) await migrateUnitDatabase(databaseUrl);
}
