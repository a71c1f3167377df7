import fc from 'fast-check';

/**
 * Fails when a property does not hold: after PROPERTY_RUNS runs, or as many as stated. PROPERTY_SEED and PROPERTY_PATH
 * repeat what was found; PROPERTY_SHRINK=1 makes it smaller, which takes many worlds.
 */
export async function holds<T>(property: fc.IAsyncProperty<T>, usualRuns: number): Promise<void> {
  const { PROPERTY_RUNS, PROPERTY_SEED, PROPERTY_PATH, PROPERTY_SHRINK } = process.env;
  await fc.assert(property, {
    numRuns: PROPERTY_RUNS === undefined ? usualRuns : Number(PROPERTY_RUNS),
    endOnFailure: PROPERTY_SHRINK !== '1',
    ...(PROPERTY_SEED === undefined ? {} : { seed: Number(PROPERTY_SEED) }),
    ...(PROPERTY_PATH === undefined ? {} : { path: PROPERTY_PATH }),
    reporter: report,
  });
}

const SHOWN = 1_000;

/** Says what failed first; the whole world would fill pages. */
function report<T>({ failed, seed, counterexamplePath, errorInstance, counterexample, numRuns }: fc.RunDetails<T>): void {
  if (!failed) return;
  const cause = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  const repeat = `after ${numRuns} runs; repeat with PROPERTY_SEED=${seed} PROPERTY_PATH=${counterexamplePath ?? ''}`;
  const example = (JSON.stringify(counterexample) ?? '').slice(0, SHOWN);
  throw new Error(`${cause}\n\n${repeat}\n${example}`);
}
