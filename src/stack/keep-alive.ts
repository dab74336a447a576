/** Keeps one part running: starts it, waits until it is ready, starts it again when it dies. */
import { setTimeout as delay } from 'node:timers/promises';
import { adoptChild, startChild } from './child.ts';
import type { RunningChild } from './child.ts';
import { endProcess, sendSignal } from './kill.ts';
import { logSize, logTail } from './logs.ts';
import type { Part } from './part.ts';
import { reasonOf } from './stack-error.ts';
import type { PartState } from './state.ts';

/** A part that is being kept running. */
export interface KeptPart {
  /** Resolves when it was ready for the first time. */
  readonly firstReady: Promise<void>;
  /** Ends the process, starts it no more, and resolves when it is gone. */
  readonly stop: () => Promise<void>;
}

/** What keeping a part alive needs from outside. */
export interface KeepOptions {
  readonly log: string;
  /** What is known of a process of an earlier supervisor. */
  readonly before: PartState | undefined;
  readonly report: (state: PartState) => void;
  readonly say: (line: string) => void;
}

interface Keeping {
  readonly part: Part;
  readonly options: KeepOptions;
  readonly stopping: AbortSignal;
  readonly onReady: () => void;
  child: RunningChild | undefined;
  starts: number;
}

/** A process that lived this long did not die at once. */
const STEADY_MS = 10_000;
const READY_WITHIN_MS = 60_000;
const LONGEST_PAUSE_MS = 10_000;

/** Pause before the next start, in ms, after this many deaths in a row that came at once. */
export function pauseAfter(quickDeaths: number): number {
  return quickDeaths <= 1 ? 50 : Math.min(LONGEST_PAUSE_MS, 50 * 2 ** (quickDeaths - 1));
}

/** Asked anew each time: it changes while others are waited for. */
const isStopping = ({ stopping }: Keeping): boolean => stopping.aborted;

function tell(keeping: Keeping, status: PartState['status'], error?: string): void {
  const { part, options, starts, child } = keeping;
  options.report({
    status,
    identity: part.identity,
    starts,
    log: options.log,
    ...(child && { process: child.identity }),
    ...(error !== undefined && { error }),
  });
}

async function untilAborted(signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('stopped');
    signal.addEventListener(
      'abort',
      () => {
        resolve('stopped');
      },
      { once: true },
    );
  });
}

/** Waits until the process does its work; one that takes too long is killed. */
async function watchStart(keeping: Keeping, child: RunningChild, logFrom: number): Promise<void> {
  const { part, options, stopping, onReady } = keeping;
  const over = new AbortController();
  void child.exited.then(() => {
    over.abort();
  });
  const signal = AbortSignal.any([AbortSignal.timeout(READY_WITHIN_MS), over.signal, stopping]);
  try {
    await part.ready({ log: options.log, logFrom, signal });
    if (signal.aborted) return;
    tell(keeping, 'ready');
    options.say(`${part.name}: ready, pid ${String(child.identity.pid)}`);
    onReady();
  } catch {
    if (!stopping.aborted) await endProcess(child.identity, 'SIGKILL', 0);
  }
}

/** Lives through one process of the part; gives why it ended, or `stopped`. */
async function liveOnce(keeping: Keeping, logFrom: number): Promise<string> {
  const { part, options, stopping } = keeping;
  if (!keeping.child) keeping.starts += 1;
  const launch = keeping.child ? undefined : await part.prepare();
  if (isStopping(keeping)) return 'stopped';
  if (launch) {
    keeping.child = await startChild(launch, options.log);
  }
  const { child } = keeping;
  if (!child) return 'stopped';
  tell(keeping, launch ? 'starting' : 'ready');
  if (launch) await watchStart(keeping, child, logFrom);
  else keeping.onReady();
  const why = await Promise.race([child.exited, untilAborted(stopping)]);
  // What the dead process started in its own group would go on without it.
  if (!isStopping(keeping)) sendSignal(-child.identity.pid, 'SIGKILL');
  return why;
}

/** Takes over the process of an earlier supervisor, or ends it when another is wanted. */
async function takeOver(keeping: Keeping): Promise<void> {
  const { part, options } = keeping;
  const { before } = options;
  if (before?.process === undefined) return;
  if (before.identity === part.identity && before.status === 'ready') {
    keeping.child = adoptChild(before.process);
    options.say(`${part.name}: taken over, pid ${String(before.process.pid)}`);
    return;
  }
  await endProcess(before.process, part.stop.signal, part.stop.graceMs);
}

async function keepGoing(keeping: Keeping): Promise<void> {
  const { part, options, stopping } = keeping;
  let quickDeaths = 0;
  while (!isStopping(keeping)) {
    const began = Date.now();
    const logFrom = logSize(options.log);
    const why = await liveOnce(keeping, logFrom).catch(reasonOf);
    if (isStopping(keeping)) return;
    keeping.child = undefined;
    quickDeaths = Date.now() - began > STEADY_MS ? 1 : quickDeaths + 1;
    const pause = pauseAfter(quickDeaths);
    options.say(`${part.name}: ${why}; starting again in ${String(pause)} ms`);
    tell(keeping, 'failing', [why, logTail(options.log, logFrom, 5)].join('\n').trim());
    await delay(pause, undefined, { signal: stopping }).catch(() => undefined);
  }
}

async function end(keeping: Keeping): Promise<void> {
  const { part, child } = keeping;
  if (child) {
    tell(keeping, 'stopping');
    await endProcess(child.identity, part.stop.signal, part.stop.graceMs);
  }
  keeping.child = undefined;
  tell(keeping, 'stopped');
}

/** Keeps the part running until it is stopped. */
export function keepAlive(part: Part, options: KeepOptions): KeptPart {
  const stopper = new AbortController();
  let onReady: () => void = () => undefined;
  const firstReady = new Promise<void>((resolve) => (onReady = resolve));
  const stopping = stopper.signal;
  const keeping: Keeping = { part, options, stopping, onReady, child: undefined, starts: 0 };
  const running = takeOver(keeping).then(() => keepGoing(keeping));
  const stop = async (): Promise<void> => {
    stopper.abort();
    await running;
    await end(keeping);
  };
  return { firstReady, stop };
}
