import { parseArgs } from 'node:util';
import { loadFederation } from '../../shared/config/federation.ts';
import { OperatorError } from '../../shared/errors/errors.ts';
import { REGISTRY_PATH, startRegistry } from './app.ts';

const USAGE = 'Usage: registry --federation FILE [--host 127.0.0.1] [--port 4100]';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      federation: { type: 'string' },
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '4100' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || values.federation === undefined) {
    process.stdout.write(`${USAGE}\n`);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const federation = loadFederation(values.federation);
  const running = await startRegistry({ federation, host: values.host, port: Number(values.port) });
  process.stdout.write(`registry of ${federation.federation}: ${running.url}${REGISTRY_PATH}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void running.close());
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof OperatorError ? error.explain() : String(error)}\n`);
  process.exitCode = 1;
});
