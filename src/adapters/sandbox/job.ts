import { constants } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { SandboxCommand, SandboxResult } from '../../ports/sandbox.ts';
import { createCapture } from './capture.ts';
import type { Capture } from './capture.ts';
import type { Contained } from './contained.ts';
import type { FolderUse } from './folder-use.ts';
import { lookOver } from './oddities.ts';
import { namesOf } from './running.ts';
import { SandboxFailed } from './sandbox-failed.ts';
import { FILES_MAX, outOfMemory, overDisk, watchLimits } from './watch.ts';
import type { Exceeded } from './watch.ts';

/** A command that runs, held to its limits. */
export interface Job {
  /**
   * Settles when the command and everything that it started is gone.
   * @throws SandboxFailed, or the reason of the signal that aborted it.
   */
  readonly exited: Promise<SandboxResult>;
  readonly output: () => string;
  /** Names of what runs of it now. */
  readonly running: () => readonly string[];
  /** Asks it to end, and makes it end after `graceMs`. */
  readonly stop: (graceMs: number) => Promise<SandboxResult>;
}

interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Output may still be in the pipe when the last process has gone. */
const DRAIN_MS = 2_000;
const STDERR_BYTES = 8_192;

const signalOf = (code: number): string | undefined =>
  Object.entries(constants.signals).find(([, number]) => code === 128 + number)?.[0];

/** A shell and bubblewrap report a signal as 128 + its number. */
const readExit = ({ code, signal }: Exit): Pick<SandboxResult, 'exitCode' | 'signal'> => {
  if (code === null) return { exitCode: null, ...(signal === null ? {} : { signal }) };
  const named = code > 128 ? signalOf(code) : undefined;
  return named === undefined ? { exitCode: code } : { exitCode: null, signal: named };
};

const exitOf = ({ child }: Contained): Promise<Exit> =>
  new Promise((resolve, reject) => {
    child.once('error', (error) => {
      reject(new SandboxFailed(`The sandbox could not start: ${error.message}.`));
    });
    child.once('exit', (code, signal) => {
      resolve({ code, signal });
    });
  });

const closing = ({ child }: Contained): Promise<void> =>
  new Promise((resolve) => {
    child.once('close', () => {
      resolve();
    });
  });

const within = async (ms: number, promise: Promise<void>): Promise<void> => {
  const timer = new AbortController();
  await Promise.race([
    promise,
    delay(ms, undefined, { signal: timer.signal }).catch(() => undefined),
  ]);
  timer.abort();
};

const capture = (
  { child }: Contained,
  { limits }: SandboxCommand,
): Readonly<Record<'output' | 'stderr', Capture>> => {
  const output = createCapture(limits.outputBytes);
  const stderr = createCapture(STDERR_BYTES);
  child.stdout?.on('data', output.add);
  child.stderr?.on('data', stderr.add);
  return { output, stderr };
};

/** Looks at a folder in which nothing runs any more: what no look before saw counts as well. */
const lookAtEnd = async (
  command: SandboxCommand,
  before: FolderUse,
): Promise<{ over: Exceeded | undefined } & Pick<SandboxResult, 'oddities'>> => {
  const { dir, files = FILES_MAX } = command;
  const { use, oddities } = await lookOver(dir, before.files + files);
  const over = overDisk(command, before, use);
  return { over, ...(oddities.length === 0 ? {} : { oddities }) };
};

/**
 * Takes charge of a started command: collects its output, holds it to its limits, buries it.
 * @param before what its working folder held when it began.
 */
export const supervise = (
  contained: Contained,
  command: SandboxCommand,
  before: FolderUse,
): Job => {
  const { signal } = command;
  const started = performance.now();
  const { output, stderr } = capture(contained, command);

  let exceeded: Exceeded | undefined;
  const unwatch = watchLimits(command, contained, before, (what) => {
    exceeded ??= what;
    contained.kill();
  });
  signal?.addEventListener('abort', contained.kill, { once: true });
  if (signal?.aborted === true) contained.kill();

  const finish = async (): Promise<SandboxResult> => {
    const closed = closing(contained);
    try {
      const exit = await exitOf(contained);
      if (contained.outOfMemory()) exceeded ??= outOfMemory(command);
      contained.kill();
      await contained.gone();
      unwatch();
      await within(DRAIN_MS, closed);
      signal?.throwIfAborted();
      const complaint = contained.complaint(stderr.text());
      if (complaint !== undefined) throw new SandboxFailed(complaint);
      const ms = Math.round(performance.now() - started);
      const { over, ...remains } = await lookAtEnd(command, before);
      exceeded ??= over;
      const note = exceeded === undefined ? '' : `\n[stopped: ${exceeded.note}]\n`;
      return {
        ...(over === undefined ? readExit(exit) : { exitCode: null }),
        output: output.text() + note,
        timedOut: exceeded?.kind === 'time',
        ms,
        holds: contained.holds,
        ...remains,
      };
    } finally {
      unwatch();
      signal?.removeEventListener('abort', contained.kill);
    }
  };
  const exited = finish();
  // A service may fail long before somebody asks how it went.
  exited.catch(() => undefined);

  return {
    exited,
    output: output.text,
    running: () => namesOf(contained.members()),
    async stop(graceMs) {
      contained.terminate();
      const timer = setTimeout(contained.kill, graceMs);
      return exited.finally(() => {
        clearTimeout(timer);
      });
    },
  };
};
