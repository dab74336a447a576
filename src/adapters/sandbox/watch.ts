import type { SandboxCommand } from '../../ports/sandbox.ts';
import type { Contained } from './contained.ts';
import { folderBytes } from './folder-size.ts';
import { memoryOf } from './process-table.ts';

export interface Exceeded {
  readonly kind: 'time' | 'memory' | 'disk';
  /** For the log. */
  readonly note: string;
}

const MEMORY_EVERY_MS = 200;
const DISK_EVERY_MS = 1_000;

const megabytes = (bytes: number): string => `${String(Math.ceil(bytes / 1e6))} MB`;

/** Runs `check` again and again, never twice at once. @returns what ends it. */
const repeat = (everyMs: number, check: () => Promise<void> | void): (() => void) => {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    void Promise.resolve(check()).finally(() => {
      busy = false;
    });
  }, everyMs);
  return () => {
    clearInterval(timer);
  };
};

const watchDisk = (
  { dir, limits }: SandboxCommand,
  exceed: (what: Exceeded) => void,
): (() => void) => {
  let before: number | undefined;
  const check = async (): Promise<void> => {
    if (before === undefined) return;
    const now = await folderBytes(dir, before + limits.diskBytes);
    if (now <= before + limits.diskBytes) return;
    exceed({ kind: 'disk', note: `more than ${megabytes(limits.diskBytes)} of files written` });
  };
  void folderBytes(dir, Infinity).then((bytes) => {
    before = bytes;
  });
  return repeat(DISK_EVERY_MS, check);
};

/**
 * Looks after time, memory and disk from outside. Memory and disk are sampled, so that a burst
 * between two looks can go beyond the limit; the limits of a single process are set inside.
 * @returns what ends the watch.
 */
export const watchLimits = (
  command: SandboxCommand,
  contained: Contained,
  exceed: (what: Exceeded) => void,
): (() => void) => {
  const { limits } = command;
  const timer = setTimeout(() => {
    exceed({ kind: 'time', note: `not done after ${String(limits.wallMs)} ms` });
  }, limits.wallMs);
  const stopMemory = repeat(MEMORY_EVERY_MS, () => {
    const used = contained.members().reduce((sum, pid) => sum + memoryOf(pid), 0);
    if (used <= limits.memoryBytes) return;
    exceed({ kind: 'memory', note: `more than ${megabytes(limits.memoryBytes)} of memory` });
  });
  const stopDisk = watchDisk(command, exceed);
  return () => {
    clearTimeout(timer);
    stopMemory();
    stopDisk();
  };
};
