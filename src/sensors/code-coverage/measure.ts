import type { TreePath } from '../../domain/tree.ts';
import { reached } from './code.ts';
import type { Unit } from './code.ts';
import type { ProductCode } from './product-code.ts';
import type { ProcessRan } from './ran.ts';

/** Things of one kind that could be reached, and those that were. */
export interface Part {
  readonly all: number;
  readonly hit: number;
}

/** What tests reached of one file. */
export interface FileCoverage {
  readonly path: TreePath;
  readonly lines: Part;
  readonly branches: Part;
  /** Lines that no test reached, from 1, in order. */
  readonly missed: readonly number[];
  /** Whether any process loaded it. */
  readonly loaded: boolean;
}

/** Where a unit stands: some stand on one line, and count as one. */
const keyOf = ({ kind, at, not }: Unit): string =>
  kind === 'line'
    ? `line ${String(at.line)}`
    : `${String(at.offset)} ${not === undefined ? '' : 'not'}`;

const partOf = (units: ReadonlyMap<string, boolean>): Part => ({
  all: units.size,
  hit: [...units.values()].filter(Boolean).length,
});

const measureFile = (
  path: TreePath,
  { code }: ProductCode,
  processes: readonly ProcessRan[],
): readonly FileCoverage[] => {
  const known = code.get(path);
  if (known === undefined) return [];
  const ran = processes.flatMap((each) => each.get(path) ?? []);
  const hits = ran.map((each) => reached(known, each));
  const lines = new Map<string, boolean>();
  const branches = new Map<string, boolean>();
  const missed = new Set<number>();
  known.units.forEach((unit, index) => {
    const kind = unit.kind === 'line' ? lines : branches;
    const hit = hits.some((each) => each[index] === true);
    kind.set(keyOf(unit), hit || kind.get(keyOf(unit)) === true);
  });
  for (const { kind, at } of known.units) {
    if (kind === 'line' && lines.get(`line ${String(at.line)}`) !== true) missed.add(at.line);
  }
  return [
    {
      path,
      lines: partOf(lines),
      branches: partOf(branches),
      missed: [...missed].sort((a, b) => a - b),
      loaded: ran.length > 0,
    },
  ];
};

/** What tests reached of the product's own code. Files of a browser count when tests load them. */
export const measureCoverage = (
  product: ProductCode,
  processes: readonly ProcessRan[],
): readonly FileCoverage[] =>
  product.own
    .flatMap((path) => measureFile(path, product, processes))
    .filter(({ path, loaded }) => loaded || !product.browser.has(path));

export const sumOf = (parts: readonly Part[]): Part =>
  parts.reduce((sum, { all, hit }) => ({ all: sum.all + all, hit: sum.hit + hit }), {
    all: 0,
    hit: 0,
  });

/** In percent, rounded down; nothing to reach is all reached. */
export const percentOf = ({ all, hit }: Part): number =>
  all === 0 ? 100 : Math.floor((100 * hit) / all);

/** `3–9, 12`: lines as ranges, the first few. Lines between that can't be reached are no gap. */
export const rangesOf = ({ missed }: FileCoverage, most: number): string => {
  const ranges: [number, number][] = [];
  for (const line of missed) {
    const last = ranges.at(-1);
    if (last !== undefined && line - last[1] <= 2) last[1] = line;
    else ranges.push([line, line]);
  }
  const named = ranges
    .slice(0, most)
    .map(([from, to]) => (from === to ? String(from) : `${String(from)}–${String(to)}`));
  return `${named.join(', ')}${ranges.length > most ? ' …' : ''}`;
};
