import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  openSync,
  readlinkSync,
  readSync,
} from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import type { TreeEntry } from '../../domain/tree.ts';
import type { ObjectStore } from '../../ports/objects.ts';
import { ProjectUnreadable } from '../../ports/projects.ts';
import type { ImportedProject } from '../../ports/projects.ts';
import { kindsOf, showPath } from '../sandbox/oddities.ts';
import { DEEPEST, walkFolder } from '../sandbox/walk.ts';
import type { Entry } from '../sandbox/walk.ts';
import { createCollector } from './collector.ts';
import type { Collector } from './collector.ts';
import { FILE_BYTES_MAX, NO_PART } from './limits.ts';

/** A pipe in the place of a file would keep who opens it waiting. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

const EXECUTABLE = 0o111;

/** All bytes of a file that is one when it is open; `undefined` when it may not be read. */
const readFile = ({ place, stats }: Entry): Uint8Array | undefined => {
  let fd: number;
  try {
    fd = openSync(place, FLAGS);
  } catch {
    return undefined;
  }
  try {
    if (!fstatSync(fd).isFile()) return undefined;
    const bytes = Buffer.alloc(stats.size);
    let length = 0;
    while (length < bytes.length) {
      const got = readSync(fd, bytes, length, bytes.length - length, length);
      if (got === 0) break;
      length += got;
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(fd);
  }
};

const modeOf = ({ stats }: Entry): TreeEntry['mode'] =>
  (stats.mode & EXECUTABLE) === 0 ? 'file' : 'executable';

const readLink = (place: Buffer): string => {
  try {
    return readlinkSync(place, 'utf8');
  } catch {
    return '';
  }
};

const mayEnter = (place: Buffer): boolean => {
  try {
    accessSync(place, constants.R_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Takes one file in. @returns false when nothing more fits. */
const takeIn = (entry: Entry, path: string, collector: Collector): boolean => {
  if (entry.stats.size > FILE_BYTES_MAX) {
    collector.tell('large', path);
    return true;
  }
  if (!collector.hasRoom(path, entry.stats.size)) return false;
  const bytes = readFile(entry);
  if (bytes === undefined) collector.tell('unreadable', path);
  else collector.add(path, bytes, modeOf(entry));
  return true;
};

const absolute = async (dir: string): Promise<string> => {
  try {
    const found = await realpath(dir);
    if ((await stat(found)).isDirectory()) return found;
  } catch {
    throw new ProjectUnreadable(`There is no folder ${dir}, or it may not be read.`);
  }
  throw new ProjectUnreadable(`${dir} is no folder.`);
};

/**
 * Reads a folder as it is, by descriptor and following no link, within the bounds of `limits.ts`.
 * Nothing in it is changed. @throws ProjectUnreadable
 */
export const importFolder = async (dir: string, objects: ObjectStore): Promise<ImportedProject> => {
  const root = await absolute(dir);
  const collector = createCollector(objects);
  const links = new Map<string, string>();
  const leftOut: string[] = [];
  const visit = (entry: Entry): boolean | 'past' => {
    const { names, stats, place } = entry;
    const path = showPath(names);
    if (NO_PART.has(names.at(-1)?.toString('latin1') ?? '')) {
      leftOut.push(path);
      return 'past';
    }
    for (const kind of kindsOf(entry)) collector.tell(kind, path);
    if (stats.isSymbolicLink()) links.set(path, readLink(place));
    if (stats.isDirectory() && !mayEnter(place)) collector.tell('unreadable', path);
    return stats.isFile() ? takeIn(entry, path, collector) : true;
  };
  await walkFolder(root, visit, DEEPEST, false);
  const tree = await collector.finish(links);
  return { tree, oddities: collector.oddities, leftOut: leftOut.sort() };
};
