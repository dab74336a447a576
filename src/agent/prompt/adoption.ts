import { byCodeUnits } from '../../domain/order.ts';
import type { Tree, TreePath } from '../../domain/tree.ts';

/** Paths that are named; the rest is told by its number. */
const NAMED = 100;

/** What a persona may write of a project that nobody of the team wrote, beside what it owns. */
export const adoptionSection = (tree: Tree, adopts: (path: TreePath) => boolean): string => {
  const paths = [...tree.keys()].filter(adopts).toSorted(byCodeUnits);
  const more = paths.length - NAMED;
  const lines = [
    ...paths.slice(0, NAMED).map((path) => `- ${path}`),
    ...(more > 0 ? [`- … and ${String(more)} more of the same kinds`] : []),
  ];
  const own =
    lines.length === 0 ? '' : ` These of its files are yours as well:\n${lines.join('\n')}`;
  return `# An existing project\nSomebody else wrote it before the team came. You may read all of it; keep what works, and change what your findings need, no more.${own}`;
};
