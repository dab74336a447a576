import { readlinkSync } from 'node:fs';
import type { Oddity } from '../../ports/sandbox.ts';
import { addUse, NO_USE, useOf } from './folder-use.ts';
import type { FolderUse } from './folder-use.ts';
import { DEEPEST, walkFolder } from './walk.ts';
import type { Entry } from './walk.ts';

type Kind = Oddity['kind'];

/** How many of a kind are told; after these the folder is known to be odd. */
const TOLD = 5;
/** Longest name of a file, and longest path of names, that every tool can work with, in bytes. */
const NAME_BYTES = 200;
const PATH_BYTES = 1_000;
const SPARSE_FROM = 1024 ** 2;
const LARGE = 100 * 1024 ** 2;
const SETUID_OR_SETGID = 0o6000;

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

const decode = (name: Buffer): string | undefined => {
  try {
    return UTF_8.decode(name);
  } catch {
    return undefined;
  }
};

/** Control characters, and those that turn the direction of what follows. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\\]/;

const isOddName = (name: Buffer): boolean => {
  const text = decode(name);
  return text === undefined || UNPRINTABLE.test(text) || name.length > NAME_BYTES;
};

/**
 * Whether a link could lead out. Steps up are counted from where the link really is; one that
 * comes after a step down may start from somewhere else, when that step was a link itself.
 */
export const leadsOut = (depth: number, target: string): boolean => {
  const steps = target.split('/').filter((step) => step !== '' && step !== '.');
  const up = steps.findIndex((step) => step !== '..');
  const rest = up === -1 ? [] : steps.slice(up);
  return target.startsWith('/') || steps.length - rest.length > depth || rest.includes('..');
};

const linkKinds = ({ names, place }: Entry): readonly Kind[] => {
  try {
    return leadsOut(names.length - 1, readlinkSync(place, 'utf8')) ? ['link_out'] : [];
  } catch {
    return ['link_out'];
  }
};

const fileKinds = ({ stats }: Entry): readonly Kind[] => [
  ...(stats.nlink > 1 ? (['hard_link'] as const) : []),
  ...(stats.size > SPARSE_FROM && stats.blocks * 512 < stats.size / 2 ? (['sparse'] as const) : []),
  ...(stats.size > LARGE ? (['large'] as const) : []),
];

const typeKinds = (entry: Entry): readonly Kind[] => {
  const { stats } = entry;
  if (stats.isSymbolicLink()) return linkKinds(entry);
  if (stats.isFile()) return fileKinds(entry);
  if (stats.isDirectory()) return entry.names.length >= DEEPEST ? ['deep'] : [];
  if (stats.isFIFO()) return ['pipe'];
  return stats.isSocket() ? ['socket'] : ['device'];
};

/** What of an entry should not be there. */
export const kindsOf = (entry: Entry): readonly Kind[] => {
  const { names, stats } = entry;
  const last = names.at(-1);
  const length = names.reduce((sum, name) => sum + name.length + 1, -1);
  return [
    ...typeKinds(entry),
    ...((stats.mode & SETUID_OR_SETGID) !== 0 && !stats.isSymbolicLink()
      ? (['setuid'] as const)
      : []),
    ...(last !== undefined && (isOddName(last) || length > PATH_BYTES) ? (['name'] as const) : []),
  ];
};

/** Letters that need no escape; a backslash does, since it begins one. */
const PLAIN = /[ -[\]-~]/;

const escape = (byte: number): string =>
  PLAIN.test(String.fromCharCode(byte))
    ? String.fromCharCode(byte)
    : `\\x${byte.toString(16).padStart(2, '0')}`;

/** A path as text that can be shown anywhere: one with something unprintable is escaped. */
export const showPath = (names: readonly Buffer[]): string => {
  const bytes = Buffer.concat(names.flatMap((name) => [Buffer.from('/'), name])).subarray(1);
  const text = decode(bytes);
  if (text !== undefined && !UNPRINTABLE.test(text)) return text;
  return Array.from(bytes, escape).join('');
};

/** What a folder holds, and what of it should not be there. */
export interface Remains {
  readonly use: FolderUse;
  /** The first few of each kind. */
  readonly oddities: readonly Oddity[];
}

/** Looks over a folder that generated code worked in. @param mostFiles ends the look beyond this. */
export const lookOver = async (dir: string, mostFiles: number): Promise<Remains> => {
  const oddities: Oddity[] = [];
  let use = NO_USE;
  const tell = (kind: Kind, path: string): void => {
    const told = oddities.filter((each) => each.kind === kind).length;
    if (told < TOLD) oddities.push({ kind, path });
  };
  await walkFolder(dir, (entry) => {
    use = addUse(use, useOf(entry));
    const kinds = kindsOf(entry);
    if (kinds.length > 0) {
      const path = showPath(entry.names).slice(0, PATH_BYTES);
      for (const kind of kinds) tell(kind, path);
    }
    const many = use.files > mostFiles && use.files !== Infinity;
    if (many) tell('many', '.');
    return !many;
  });
  return { use, oddities };
};
