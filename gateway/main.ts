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
  const { federation, host, port, help } = values;
  if (help || federation === undefined || !/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    process[help ? 'stdout' : 'stderr'].write(`${USAGE}\n`);
    process.exitCode = help ? 0 : 2;
    return;
  }
  const gateway = await startGateway({ federation, host, port: Number(port) });
  process.stdout.write(`graph: ${gateway.url}/graphql\n`);
  const onHangUp = (): void => void reload(gateway);
  process.on('SIGHUP', onHangUp);
  const stop = (): void => {
    process.off('SIGHUP', onHangUp);
    gateway.close().catch(fail);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
}

/** A faulty file leaves the graph in force. */
async function reload(gateway: RunningGateway): Promise<void> {
  try {
    await gateway.reload();
    process.stdout.write('reload: the federation was read again\n');
  } catch (error) {
    process.stderr.write(`reload: the federation stays as it was. ${explain(error)}\n`);
  }
}

const explain = (error: unknown): string => (error instanceof OperatorError ? error.explain() : String(error));

function fail(error: unknown): void {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

main().catch(fail);
