import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { loadFederation } from '../../shared/config/federation.ts';
import { loadUnitConfig } from '../../shared/config/unit.ts';
import { OperatorError } from '../../shared/errors/errors.ts';
import { startUnits } from './app.ts';

interface Options {
  readonly config: readonly string[];
  readonly federation?: string;
  readonly host: string;
  readonly port: number;
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('a port is 0 to 65535');
  return port;
}

/** A directory stands for its YAML and JSON files. */
function configFiles(path: string): string[] {
  const isDirectory = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (!isDirectory) return [path];
  return readdirSync(path)
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .sort()
    .map((name) => join(path, name));
}

async function run({ config, federation: federationPath, host, port }: Options): Promise<void> {
  const units = config.flatMap(configFiles).map(loadUnitConfig);
  const [first] = units;
  if (first === undefined) throw new OperatorError('CONFIG_NOT_FOUND', `no unit's file at ${config.join(', ')}`);
  const path = federationPath === undefined ? first.federation : resolve(federationPath);
  const stranger = units.find((unit) => federationPath === undefined && unit.federation !== path);
  if (stranger !== undefined) throw new OperatorError('CONFIG_INVALID', `${stranger.unit} names another federation than ${first.unit}`);
  const running = await startUnits({ units, federation: loadFederation(path), host, port });
  process.stdout.write(`${units.length} unit${units.length === 1 ? '' : 's'} at ${running.url}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void running.close());
}

const program = new Command('unit')
  .description('Serves units of a federation at /{unit}/{contract}.')
  .requiredOption('--config <path...>', 'files of units, or directories of them')
  .option('--federation <file>', 'federation file in place of the one the units name')
  .option('--host <address>', 'address to listen at', '127.0.0.1')
  .option('--port <number>', 'port to listen at, 0 for a free one', portNumber, 4100);

try {
  await run(program.parse().opts<Options>());
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(`${error.explain()}\n`);
  process.exitCode = 1;
}
