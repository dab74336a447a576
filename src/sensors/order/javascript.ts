import type { TreePath } from '../../domain/tree.ts';
import { rearranged, testBlocks } from '../code/test-blocks.ts';
import type { Arrange, TestBlock } from '../code/test-blocks.ts';
import { isJavaScript } from '../code/javascript.ts';
import { digestOf } from '../../ports/digests.ts';
import type { SenseContext } from '../sensor.ts';
import { readText } from '../tree-files.ts';
import type { SuiteOf } from '../trials/suite-of.ts';
import type { Order, Reorderable, RunPlan } from './plan.ts';

interface TestFile {
  readonly path: TreePath;
  readonly text: string;
  readonly groups: readonly (readonly TestBlock[])[];
}

const idOf = (path: TreePath, { start }: TestBlock): string => `${path}:${String(start)}`;

const inOrder = (
  path: TreePath,
  group: readonly TestBlock[],
  order: Order,
): readonly TestBlock[] => {
  if (order.kind !== 'random') return order.kind === 'declared' ? group : [...group].reverse();
  const rank = (block: TestBlock): string =>
    digestOf(`${order.seed}\n${path}\n${String(block.start)}`);
  return [...group].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
};

/** Tests below a block, itself where it is one. */
const testsBelow = (block: TestBlock): readonly TestBlock[] =>
  block.groups.length === 0 ? [block] : block.groups.flat().flatMap(testsBelow);

const arrangeIn =
  (path: TreePath, { order, only }: RunPlan): Arrange =>
  (group) =>
    inOrder(path, group, order).filter(
      (block) => only === undefined || testsBelow(block).some((test) => only.has(idOf(path, test))),
    );

const flat = (
  path: TreePath,
  groups: readonly (readonly TestBlock[])[],
  order: Order,
): readonly string[] =>
  groups.flatMap((group) =>
    inOrder(path, group, order).flatMap((block) =>
      block.groups.length === 0 ? [idOf(path, block)] : flat(path, block.groups, order),
    ),
  );

const movable = (groups: readonly (readonly TestBlock[])[]): boolean =>
  groups.some((group) => group.length > 1 || group.some((block) => movable(block.groups)));

/**
 * Tests of JavaScript are put in order in the text of their files, and the product's own command
 * runs them: that works alike for every framework and version, and no option of a runner has to be
 * passed through a script. Files keep their order.
 */
export const reorderJavaScript = async (
  ctx: SenseContext,
  { tests, step }: SuiteOf,
): Promise<Reorderable> => {
  const files: TestFile[] = [];
  for (const path of tests.filter(isJavaScript)) {
    const text = await readText(ctx, path);
    files.push({ path, text, groups: testBlocks(path, text) });
  }
  const names = new Map(
    files.flatMap(({ path, groups }) =>
      groups
        .flat()
        .flatMap(testsBelow)
        .map((test) => [idOf(path, test), { path, name: test.name }] as const),
    ),
  );
  return {
    movable: files.some(({ groups }) => movable(groups)),
    prepare: (plan) => ({
      argv: step.argv,
      files: new Map(
        files.flatMap(({ path, text, groups }) => {
          const put = rearranged(text, groups, arrangeIn(path, plan));
          return put === text ? [] : [[path, put] as const];
        }),
      ),
    }),
    before: (id, order) => {
      const file = files.find(({ path }) => names.get(id)?.path === path);
      if (file === undefined) return Promise.resolve(undefined);
      const all = flat(file.path, file.groups, order);
      return Promise.resolve(all.slice(0, Math.max(0, all.indexOf(id))));
    },
    idOf: ({ name, detail }) => {
      const fitting = [...names].filter(([, test]) => test.name !== '' && name.endsWith(test.name));
      const here = fitting.filter(([, test]) => `${name}\n${detail}`.includes(test.path));
      const [only, ...others] = here.length > 0 ? here : fitting;
      return others.length === 0 ? only?.[0] : undefined;
    },
    nameOf: (id) => names.get(id)?.name ?? id,
  };
};
