import { ShardsDisagree } from '../gather/sourced.ts';
import { addError, type Run } from '../run.ts';

/** An error for values that cannot become one: units that disagree are named, values no unit should give are a fault of theirs. */
export function addMergeError(run: Run, error: unknown, path: readonly (string | number)[]): void {
  if (error instanceof ShardsDisagree)
    addError(run, 'SHARDS_DISAGREE', `${error.units.join(', ')} gave different values`, path, { units: error.units });
  else if (error instanceof RangeError || error instanceof SyntaxError || error instanceof TypeError)
    addError(run, 'SUBGRAPH_ERROR', `values of the units cannot be merged: ${error.message}`, path);
  else throw error;
}
