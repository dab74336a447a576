import type { TreePath } from '../../domain/tree.ts';
import { reached } from '../code-coverage/code.ts';
import type { ProcessRan } from '../code-coverage/ran.ts';
import type { Told } from '../code-coverage/told.ts';

/** Units of a file that a process reached, by their place in the file's list. */
const unitsIn = ({ product }: Told, process: ProcessRan, path: TreePath): ReadonlySet<number> => {
  const [code, ran] = [product.code.get(path), process.get(path)];
  if (code === undefined || ran === undefined) return new Set();
  return new Set(reached(code, ran).flatMap((hit, index) => (hit ? [index] : [])));
};

interface Suspect {
  readonly path: TreePath;
  /** Processes without a failing test that reached the same units; the fewest of any unit. */
  readonly shared: number;
  /** Units that are shared by no more than these. */
  readonly units: number;
}

const suspectIn = (
  told: Told,
  path: TreePath,
  failed: readonly ProcessRan[],
  passed: readonly ProcessRan[],
): readonly Suspect[] => {
  const own = new Set(failed.flatMap((each) => [...unitsIn(told, each, path)]));
  const others = passed.map((each) => unitsIn(told, each, path));
  const shares = [...own].map((unit) => others.filter((units) => units.has(unit)).length);
  if (shares.length === 0) return [];
  const shared = Math.min(...shares);
  return [{ path, shared, units: shares.filter((each) => each === shared).length }];
};

/**
 * The file of the product that a failing test reaches most by itself: with the code that the
 * fewest processes without a failing test reach too. (With one failing run, the order is that of
 * Ochiai's coefficient, 1 ÷ √(1 + passed).) `undefined` where the test's process told nothing of
 * the product: a runner with one process for all test files, or a product that runs in another.
 * @param test the file of the failing test. @param failing all files with one.
 * @param imported by the test; the first among equals.
 */
export const suspectOf = (
  told: Told,
  test: TreePath,
  failing: ReadonlySet<TreePath>,
  imported: TreePath | undefined,
): TreePath | undefined => {
  const { processes } = told.ran;
  const failed = processes.filter((each) => each.has(test));
  const passed = processes.filter((each) => ![...failing].some((path) => each.has(path)));
  if (passed.length === 0) return undefined;
  const suspects = told.product.own.flatMap((path) => suspectIn(told, path, failed, passed));
  const rank = ({ path, shared, units }: Suspect): readonly [number, number, number] => [
    shared,
    path === imported ? 0 : 1,
    -units,
  ];
  return suspects.toSorted((a, b) => {
    const [first, second] = [rank(a), rank(b)];
    const at = first.findIndex((value, index) => value !== second[index]);
    return at < 0 ? a.path.localeCompare(b.path) : (first[at] ?? 0) - (second[at] ?? 0);
  })[0]?.path;
};
