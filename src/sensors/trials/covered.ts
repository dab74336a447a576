import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isObject } from '../../domain/brand.ts';
import type { Mutant } from '../mutants/mutant.ts';

/** Where Node writes which code ran, below the working folder. */
export const HINTS = '.maestro-ran';

interface Range {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

/** What ran of each script, by the end of its address. */
export type Ran = ReadonlyMap<string, readonly Range[]>;

const FILES = 100;
const FILE_BYTES = 30e6;

const list = (value: unknown, field: string): readonly unknown[] => {
  const found = isObject(value) ? value[field] : undefined;
  return Array.isArray(found) ? (found as readonly unknown[]) : [];
};

const rangeOf = (value: unknown): readonly Range[] => {
  if (!isObject(value)) return [];
  const { startOffset, endOffset, count } = value;
  return [{ start: Number(startOffset), end: Number(endOffset), count: Number(count) }];
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/**
 * What Node says that ran. It comes from inside the sandbox, and is a hint where to look first:
 * no decision depends on it.
 */
export const readHints = async (dir: string): Promise<Ran> => {
  const folder = path.join(dir, HINTS);
  const ran = new Map<string, Range[]>();
  const names = await lstat(folder).then(
    (found) => (found.isDirectory() ? readdir(folder) : []),
    () => [],
  );
  for (const name of names.slice(0, FILES)) {
    const file = path.join(folder, name);
    const found = await lstat(file);
    if (!found.isFile() || found.size > FILE_BYTES) continue;
    for (const script of list(parse(await readFile(file, 'utf8')), 'result')) {
      const url = isObject(script) ? String(script['url']) : '';
      if (!url.startsWith('file:') || url.includes('/node_modules/')) continue;
      const ranges = list(script, 'functions').flatMap((item) =>
        list(item, 'ranges').flatMap(rangeOf),
      );
      ran.set(url, [...(ran.get(url) ?? []), ...ranges]);
    }
  }
  return ran;
};

/** Whether a mutant's place ran: by the smallest range around it, in any process. */
export const hasRun = (ran: Ran, { path: file, start }: Mutant): boolean =>
  [...ran].some(([url, ranges]) => {
    if (!url.endsWith(`/${file}`)) return false;
    const around = ranges.filter((range) => range.start <= start && start < range.end);
    const size = Math.min(...around.map((range) => range.end - range.start));
    return around.some((range) => range.end - range.start === size && range.count > 0);
  });
