/** A person, or whoever started us, wants us to stop. */
export interface StopSignal {
  /** Settles with the first request. */
  readonly requested: Promise<void>;
}

/** npm and the terminal both send the one Ctrl-C a person presses. */
const SAME_PRESS_MS = 700;

/**
 * Listens for requests to stop: signals, or the end of the process that started us.
 * @param force called with a second request
 */
export function stopSignal(force: () => void, signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP']): StopSignal {
  let first: number | undefined;
  const requested = new Promise<void>((resolve) => {
    const request = (): void => {
      if (first === undefined) {
        first = performance.now();
        resolve();
      } else if (performance.now() - first > SAME_PRESS_MS) force();
    };
    for (const signal of signals) process.on(signal, request);
    process.once('disconnect', request);
  });
  process.channel?.unref();
  return { requested };
}
