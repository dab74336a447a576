/** The worker process as a supervised part. */
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { readLog } from './logs.ts';
import type { Part, Started } from './part.ts';

/** Marks the worker's process as one of a home's; see `end-leftovers.ts`. */
export const SUPERVISED_HOME = '--supervised-home';

/** How the worker is started. */
export interface WorkerCommand {
  readonly command: string;
  readonly args: readonly string[];
}

const readyLine = z.object({ ready: z.literal(true) });

function saysReady(line: string): boolean {
  if (!line.startsWith('{')) return false;
  try {
    return readyLine.safeParse(JSON.parse(line)).success;
  } catch {
    return false;
  }
}

async function untilReady({ log, logFrom, signal }: Started): Promise<void> {
  while (!readLog(log, logFrom).split('\n').some(saysReady)) {
    await delay(50, undefined, { signal });
  }
}

/**
 * Describes the worker: it says `{"ready":true}` on a line of its standard output when it polls,
 * and finishes what it can on SIGTERM. `--supervised-home HOME` is added to its arguments, by which it is
 * found again whatever happens to the state file.
 */
export function workerPart(
  home: string,
  worker: WorkerCommand,
  identity: string,
  env: Readonly<Record<string, string | undefined>>,
): Part {
  const launch = {
    command: worker.command,
    args: [...worker.args, SUPERVISED_HOME, home],
    env,
    cwd: home,
  };
  return {
    name: 'worker',
    identity,
    prepare: () => Promise.resolve(launch),
    ready: untilReady,
    stop: { signal: 'SIGTERM', graceMs: 10_000 },
  };
}
