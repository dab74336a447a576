import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isObject } from '../../domain/brand.ts';
import type { FileRan } from '../code-coverage/ran.ts';
import { countsOf } from '../code-coverage/ranges.ts';
import type { Range } from '../code-coverage/ranges.ts';
import type { Mutant } from '../mutants/mutant.ts';

/** Where Node writes which code ran, below the working folder. */
export const HINTS = '.maestro-ran';

/** What ran of each script, by its address. */
export type Ran = ReadonlyMap<string, FileRan>;

const FILES = 100;
const FILE_BYTES = 30e6;
/** Of all scripts together; Node itself has some thousands in each process. */
const RANGES = 400_000;

const list = (value: unknown, field: string): readonly unknown[] => {
  const found = isObject(value) ? value[field] : undefined;
  return Array.isArray(found) ? (found as readonly unknown[]) : [];
};

const rangeOf = (value: unknown): readonly Range[] => {
  if (!isObject(value)) return [];
  const { startOffset, endOffset, count } = value;
  const [start, end, times] = [Number(startOffset), Number(endOffset), Number(count)];
  return Number.isFinite(start + end + times) ? [{ start, end, count: times }] : [];
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** Ranges by their places: the same one of several processes is one, and ran when it did in any. */
type Places = Map<string, Range>;

const add = (places: Places, range: Range): void => {
  const place = `${String(range.start)} ${String(range.end)}`;
  const count = Math.max(range.count, places.get(place)?.count ?? 0);
  places.set(place, { ...range, count });
};

/**
 * What Node says that ran. It comes from inside the sandbox, and is a hint where to look first:
 * no decision depends on it.
 */
export const readHints = async (dir: string): Promise<Ran> => {
  const folder = path.join(dir, HINTS);
  const ran = new Map<string, Places>();
  const names = await lstat(folder).then(
    (found) => (found.isDirectory() ? readdir(folder) : []),
    () => [],
  );
  let left = RANGES;
  for (const name of names.slice(0, FILES)) {
    const file = path.join(folder, name);
    const found = await lstat(file);
    if (!found.isFile() || found.size > FILE_BYTES) continue;
    for (const script of list(parse(await readFile(file, 'utf8')), 'result')) {
      const url = isObject(script) ? String(script['url']) : '';
      if (!url.startsWith('file:') || url.includes('/node_modules/')) continue;
      const places = ran.get(url) ?? new Map<string, Range>();
      ran.set(url, places);
      const ranges = list(script, 'functions').flatMap((item) =>
        list(item, 'ranges').flatMap(rangeOf),
      );
      for (const range of ranges.slice(0, Math.max(0, left))) add(places, range);
      left -= ranges.length;
    }
  }
  return new Map([...ran].map(([url, places]) => [url, countsOf([...places.values()])]));
};

/** Those whose place ran: by the smallest range around it, in any process. */
export const thatRan = (ran: Ran, mutants: readonly Mutant[]): ReadonlySet<Mutant> => {
  const found = new Set<Mutant>();
  const sorted = mutants.toSorted((a, b) => a.start - b.start);
  for (const [url, { countsAt }] of ran) {
    const own = sorted.filter((mutant) => url.endsWith(`/${mutant.path}`));
    const counts = countsAt(own.map(({ start }) => ({ offset: start, line: 0 })));
    own.forEach((mutant, at) => {
      if ((counts[at] ?? 0) > 0) found.add(mutant);
    });
  }
  return found;
};
