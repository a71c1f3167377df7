/** Tells the person at the terminal what happens, on standard error: standard output belongs to the tool that is started. */
export const say = (text) => process.stderr.write(`${text}\n`);

/** Seconds since an instant of `performance.now()`, for a progress line. */
export const since = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;

/** A step before the start of a tool failed; the message is all a person needs. */
export class StepFailed extends Error {}
