import { loadFederation } from '../../shared/config/federation.ts';
import { OperatorError } from '../../shared/errors/errors.ts';
import { loadUnit } from '../../subgraphs/unit/persistence/ingest.ts';
import { fillFederation } from '../demo/fill.ts';
import { choicesOf, type FillReply, type FillSettings, type FillTask } from './fill-worker-settings.ts';

async function main(): Promise<void> {
  const settings = JSON.parse(process.argv[2] ?? '') as FillSettings;
  const federation = loadFederation(settings.federation);
  const filling = await fillFederation(federation, choicesOf(settings));
  const work = async ({ unit, databaseUrl }: FillTask): Promise<FillReply> => {
    try {
      const { complaints, mediations } = await loadUnit(databaseUrl, federation, unit, filling.recordsOf(unit));
      return { complaints, mediations };
    } catch (error) {
      return { failure: error instanceof OperatorError ? error.explain() : String(error) };
    }
  };
  process.on('message', (task: FillTask) => void work(task).then((reply) => process.send?.(reply)));
}

process.once('disconnect', () => process.exit(0));
// Ctrl-C reaches every process of the terminal; the one that started us decides.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
await main();
