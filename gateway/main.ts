import { parseArgs } from 'node:util';
import { OperatorError } from '../shared/errors/errors.ts';
import { type RunningGateway, startGateway } from './app.ts';

const USAGE = 'Usage: gateway --federation FILE [--host 127.0.0.1] [--port 4000]';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      federation: { type: 'string' },
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '4000' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || values.federation === undefined) {
    process.stdout.write(`${USAGE}\n`);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const gateway = await startGateway({ federation: values.federation, host: values.host, port: Number(values.port) });
  process.stdout.write(`graph: ${gateway.url}/graphql\n`);
  process.on('SIGHUP', () => void reload(gateway));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void gateway.close());
}

/** A faulty file leaves the graph in force. */
async function reload(gateway: RunningGateway): Promise<void> {
  try {
    await gateway.reload();
    process.stdout.write('the federation was read again\n');
  } catch (error) {
    process.stderr.write(`the federation stays as it was\n${explain(error)}\n`);
  }
}

const explain = (error: unknown): string => (error instanceof OperatorError ? error.explain() : String(error));

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
