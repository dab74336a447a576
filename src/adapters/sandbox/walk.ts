import {
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  opendirSync,
  openSync,
} from 'node:fs';
import type { Dir, Stats } from 'node:fs';
import { setImmediate as breathe } from 'node:timers/promises';

/** One thing in a folder, as it is itself: a link is a link. */
export interface Entry {
  /** Names from the walked folder down to it, as bytes: generated code chooses them. */
  readonly names: readonly Buffer[];
  readonly stats: Stats;
  /** A path that reaches it, for as long as the visit lasts, whatever was moved or linked since. */
  readonly place: Buffer;
}

/** Folders deeper than this are not entered. */
export const DEEPEST = 64;

/** Entries between two pauses in which other work gets its turn. */
const AT_ONCE = 500;

const FLAGS = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/** Linux; Node does not export it. */
export const O_PATH = 0o10000000;

const isGone = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '');

const orNothing = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
};

interface Open {
  readonly fd: number;
  /** How things in it are named: by the descriptor, so that nobody can put a link in the way. */
  readonly base: Buffer;
  readonly list: Dir;
  readonly names: readonly Buffer[];
}

/** Linux shows an open folder below its descriptor; elsewhere the path has to do. */
const baseOf = (fd: number, place: Buffer): Buffer =>
  process.platform === 'linux' ? Buffer.from(`/proc/self/fd/${String(fd)}`) : place;

/** Generated code may lock a folder against its owner and still write to it. */
const unlock = (place: Buffer): void => {
  if (process.platform !== 'linux') {
    chmodSync(place, 0o700);
    return;
  }
  const fd = openSync(place, O_PATH | FLAGS);
  try {
    chmodSync(`/proc/self/fd/${String(fd)}`, fstatSync(fd).mode | 0o700);
  } finally {
    closeSync(fd);
  }
};

const openFolder = (place: Buffer, mayUnlock: boolean): number => {
  try {
    return openSync(place, FLAGS);
  } catch (error) {
    if (!mayUnlock || (error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
    unlock(place);
    return openSync(place, FLAGS);
  }
};

const enter = (place: Buffer, names: readonly Buffer[], mayUnlock: boolean): Open | undefined =>
  orNothing(() => {
    const fd = openFolder(place, mayUnlock);
    try {
      const base = baseOf(fd, place);
      const list = opendirSync(base, { encoding: 'buffer' as BufferEncoding });
      return { fd, base, list, names };
    } catch (error) {
      closeSync(fd);
      throw error;
    }
  });

const leave = ({ fd, list }: Open): void => {
  list.closeSync();
  closeSync(fd);
};

const nextIn = ({ base, list, names }: Open): Entry | 'gone' | undefined => {
  const found = list.readSync();
  if (found === null) return undefined;
  const name = Buffer.from(found.name);
  const place = Buffer.concat([base, Buffer.from('/'), name]);
  const stats = orNothing(() => lstatSync(place));
  return stats === undefined ? 'gone' : { names: [...names, name], stats, place };
};

/**
 * Looks at everything below a folder, folders before what is in them, following no link, also
 * while somebody else changes it: what has just gone is passed over.
 * @param visit returns false to end the walk, and `past` to leave a folder alone.
 * @param deepest folders below this many others are named, but not entered.
 * @param mayUnlock whether a folder that is locked against its owner is opened, which changes it.
 */
export const walkFolder = async (
  dir: string,
  visit: (entry: Entry) => boolean | 'past',
  deepest = DEEPEST,
  mayUnlock = true,
): Promise<void> => {
  const first = enter(Buffer.from(dir), [], mayUnlock);
  const open: Open[] = first === undefined ? [] : [first];
  try {
    for (let count = 1; open.length > 0; count += 1) {
      if (count % AT_ONCE === 0) await breathe();
      const inner = open.at(-1);
      const entry = inner === undefined ? undefined : nextIn(inner);
      if (entry === 'gone') continue;
      if (entry === undefined) {
        open.splice(-1).forEach(leave);
        continue;
      }
      const next = visit(entry);
      if (next === false) return;
      if (next === 'past') continue;
      if (!entry.stats.isDirectory() || entry.names.length >= deepest) continue;
      const below = enter(entry.place, entry.names, mayUnlock);
      if (below !== undefined) open.push(below);
    }
  } finally {
    open.forEach(leave);
  }
};
