import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The built worker as a process of its own. */
export interface WorkerProcess {
  readonly pid: number;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  /** Asks it to end, as a supervisor does. */
  stop(): Promise<void>;
  /** What it wrote to its log. */
  log(): string;
}

const MAIN = fileURLToPath(new URL('../../dist/workers/sdlc.js', import.meta.url));

const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
};

/** Starts the worker and waits until it polls. */
export const startWorkerProcess = async (
  env: Readonly<Record<string, string>>,
): Promise<WorkerProcess> => {
  if (!existsSync(MAIN)) throw new Error('The worker is not built: npm run build.');
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, HOME, TMPDIR, ...env },
  });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-200_000);
  });
  const lines = createInterface(child.stdout);
  const first = await Promise.race([once(lines, 'line'), once(child, 'exit')]);
  if (first[0] !== '{"ready":true}') throw new Error(`The worker did not start: ${log}`);
  return {
    pid: child.pid ?? 0,
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
    log: () => log,
  };
};
