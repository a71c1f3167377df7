import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { OperatorError } from '../../shared/errors/errors.ts';
import type { FillReply, FillSettings, FillTask } from './fill-worker-settings.ts';

/** Processes that fill databases. */
export interface FillWorkers {
  /**
   * Fills one unit in worker `lane`, which must have nothing else to do.
   * @throws OperatorError PROCESS_ENDED when the filling fails
   */
  fill(lane: number, task: FillTask): Promise<{ readonly complaints: number; readonly mediations: number }>;
  /** Ends them. */
  close(): void;
}

/** Starts as many filling processes as asked. */
export function startFillWorkers(count: number, settings: FillSettings): FillWorkers {
  const script = fileURLToPath(new URL('./fill-worker.js', import.meta.url));
  const workers = Array.from({ length: count }, () =>
    fork(script, [JSON.stringify(settings)], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: ['--enable-source-maps'] }),
  );
  return {
    fill: async (lane, task) => {
      const worker = workers[lane];
      if (worker === undefined) throw new RangeError(`no worker ${lane}`);
      const reply = await ask(worker, task);
      if ('failure' in reply) throw new OperatorError('PROCESS_ENDED', `${task.unit} could not be filled`, reply.failure.split('\n'));
      return reply;
    },
    close: () => {
      for (const worker of workers) worker.kill('SIGKILL');
    },
  };
}

function ask(worker: ChildProcess, task: FillTask): Promise<FillReply> {
  return new Promise((resolve) => {
    let said = '';
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
    };
    const ended = (code: number | null): void => resolve({ failure: said.trim() || `the filling process ended (${code ?? 'killed'})` });
    worker.stderr?.on('data', listen);
    worker.once('exit', ended);
    worker.once('message', (reply: FillReply) => {
      worker.stderr?.removeListener('data', listen);
      worker.removeListener('exit', ended);
      resolve(reply);
    });
    worker.send(task);
  });
}
