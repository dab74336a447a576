import type { SandboxCommand } from '../../ports/sandbox.ts';
import type { Contained } from './contained.ts';
import { addUse, exceeds, folderUse, namelessBytes } from './folder-use.ts';
import type { FolderUse } from './folder-use.ts';

export interface Exceeded {
  readonly kind: 'time' | 'memory' | 'disk';
  /** For the log. */
  readonly note: string;
}

const MEMORY_EVERY_MS = 200;
/** Looks at the disk take at most about a fifth of the time. */
const DISK_EVERY_MS = 250;
const DISK_REST = 4;

/** Files and folders that one command may make. */
export const FILES_MAX = 100_000;

const megabytes = (bytes: number): string => `${String(Math.ceil(bytes / 1e6))} MB`;

export const outOfMemory = ({ limits }: SandboxCommand): Exceeded => ({
  kind: 'memory',
  note: `more than ${megabytes(limits.memoryBytes)} of memory`,
});

/** What is over the limits of the disk, given what was there before. */
export const overDisk = (
  command: SandboxCommand,
  before: FolderUse,
  now: FolderUse,
): Exceeded | undefined => {
  const { limits, files = FILES_MAX } = command;
  const most = addUse(before, { bytes: limits.diskBytes, files });
  if (!exceeds(now, most)) return undefined;
  const what =
    now.bytes > most.bytes ? `${megabytes(limits.diskBytes)} of files` : `${String(files)} files`;
  return { kind: 'disk', note: `more than ${what} written` };
};

const lookAtDisk = async (
  command: SandboxCommand,
  contained: Contained,
  before: FolderUse,
): Promise<Exceeded | undefined> => {
  const { dir, limits, files = FILES_MAX } = command;
  const most = addUse(before, { bytes: limits.diskBytes, files });
  const inMemory = contained.filesInMemory();
  const nameless = { bytes: namelessBytes(dir, contained.members()), files: inMemory };
  return overDisk(command, before, addUse(await folderUse(dir, most), nameless));
};

/** Looks again and again, the less often the longer a look takes. @returns what ends it. */
const watchDisk = (look: () => Promise<void>): (() => void) => {
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  const next = (ms: number): void => {
    if (ended) return;
    timer = setTimeout(() => {
      const began = performance.now();
      void look().finally(() => {
        next(Math.max(DISK_EVERY_MS, DISK_REST * (performance.now() - began)));
      });
    }, ms);
  };
  next(DISK_EVERY_MS);
  return () => {
    ended = true;
    clearTimeout(timer);
  };
};

/**
 * Looks after time, memory and disk from outside. The disk is sampled, and so is memory where the
 * kernel does not count it: a burst between two looks can go beyond the limit.
 * @param before what the working folder held when the command began.
 * @returns what ends the watch.
 */
export const watchLimits = (
  command: SandboxCommand,
  contained: Contained,
  before: FolderUse,
  exceed: (what: Exceeded) => void,
): (() => void) => {
  const { limits } = command;
  const timer = setTimeout(() => {
    exceed({ kind: 'time', note: `not done after ${String(limits.wallMs)} ms` });
  }, limits.wallMs);
  const memory = setInterval(() => {
    if (contained.outOfMemory()) exceed(outOfMemory(command));
  }, MEMORY_EVERY_MS);
  const stopDisk = watchDisk(async () => {
    const over = await lookAtDisk(command, contained, before).catch(() => undefined);
    if (over !== undefined) exceed(over);
  });
  return () => {
    clearTimeout(timer);
    clearInterval(memory);
    stopDisk();
  };
};
