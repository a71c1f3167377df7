import { type ChildProcess, spawn } from 'node:child_process';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';

/** A `hub start` in a process of its own. */
export interface Demonstration {
  readonly process: ChildProcess;
  /** All it wrote so far, both streams. */
  text(): string;
  /** Waits until it has written something that fits; rejects when it ends before. */
  said(pattern: RegExp): Promise<RegExpMatchArray>;
  /** Waits until it ends by itself or by a signal. */
  ended(): Promise<{ readonly code: number | null; readonly text: string }>;
}

/** Starts what is built with arguments of `hub start`. */
export function demonstrate(args: readonly string[]): Demonstration {
  const child = spawn(process.execPath, [projectFile('dist/scripts/hub.js'), 'start', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let written = '';
  let listeners: (() => void)[] = [];
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      written += chunk.toString();
      tell();
    });
  }
  const end = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    process: child,
    text: () => written,
    ended: async () => ({ code: await end, text: written }),
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(written);
          if (match === null) return;
          listeners = listeners.filter((listener) => listener !== look);
          resolve(match);
        };
        listeners.push(look);
        look();
        void end.then(() => reject(new Error(`it ended without saying ${pattern}:\n${written}`)));
      }),
  };
}
