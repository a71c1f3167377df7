import { StepFailed } from './say.mjs';

/** Runs one entry of `bin/`: its exit code becomes the process's; a failed step is told without a stack. */
export async function tool(body) {
  try {
    process.exitCode = await body(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    process.stderr.write(`✗ ${error.message}\n`);
    process.exitCode = 1;
  }
}
