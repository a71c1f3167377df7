import { loadFederation } from '../../shared/config/federation.ts';
import type { UnitCode } from '../../shared/domain/ids.ts';
import { OperatorError } from '../../shared/errors/errors.ts';
import { loadUnit } from '../../subgraphs/unit/persistence/ingest.ts';
import { fillerOf } from './filler.ts';

/** What a filling process is started with. */
export interface FillSettings {
  readonly federation: string;
  readonly scale: number;
  readonly input: readonly string[];
}

/** One unit to fill. */
export interface FillTask {
  readonly unit: UnitCode;
  readonly databaseUrl: string;
}

/** What became of a task. */
export type FillReply = { readonly complaints: number; readonly mediations: number } | { readonly failure: string };

async function main(): Promise<void> {
  const settings = JSON.parse(process.argv[2] ?? '') as FillSettings;
  const federation = loadFederation(settings.federation);
  const filler = await fillerOf({ ...settings, federation });
  const work = async ({ unit, databaseUrl }: FillTask): Promise<FillReply> => {
    try {
      const { complaints, mediations } = await loadUnit(databaseUrl, federation, unit, filler.recordsOf(unit));
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
