/**
 * Property runs of one law over one number of units: PROPERTY_RUNS, or as many as stated. A seed in PROPERTY_SEED repeats
 * what was found; without it a fault is reported as found first, because making it smaller takes many worlds.
 */
export const runs = (usual: number): { readonly numRuns: number; readonly endOnFailure?: boolean; readonly seed?: number } => {
  const { PROPERTY_RUNS, PROPERTY_SEED } = process.env;
  const numRuns = PROPERTY_RUNS === undefined ? usual : Number(PROPERTY_RUNS);
  return PROPERTY_SEED === undefined ? { numRuns, endOnFailure: true } : { numRuns, seed: Number(PROPERTY_SEED) };
};
