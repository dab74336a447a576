import { byCodeUnits } from '../../domain/order.ts';
import type { TreePath } from '../../domain/tree.ts';
import type { Reach } from '../reach.ts';
import type { WorkingTree } from '../working-tree.ts';

/** Characters of file contents in the first message; the rest is read with tools. */
const CONTENT_BUDGET = 60_000;
const FILE_BUDGET = 20_000;
/** Lines of the list of files. */
const LIST_MAX = 300;

/** A fence that the content can't close. */
export const fenced = (content: string): string => {
  const longest = Math.max(2, ...(content.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${content.replace(/\n$/, '')}\n${fence}`;
};

/** Files of findings first, then documents and manifests, then the rest; small before large. */
const importance = (path: TreePath, first: ReadonlySet<string>): number => {
  if (first.has(path)) return 0;
  if (/\.(md|json|ya?ml)$/.test(path) && !path.includes('node_modules/')) return 1;
  return 2;
};

const readable = (files: WorkingTree, reach: Reach): readonly (readonly [TreePath, number])[] =>
  [...files.tree()]
    .filter(([path]) => reach.mayRead(path))
    .map(([path, { size }]) => [path, size] as const)
    .sort(([a], [b]) => byCodeUnits(a, b));

/** Contents that fit, in this order, and the paths of those that do not or are no text. */
export const contents = async (
  files: Pick<WorkingTree, 'text'>,
  paths: readonly TreePath[],
): Promise<{ readonly shown: readonly string[]; readonly leftOut: readonly TreePath[] }> => {
  const shown: string[] = [];
  const leftOut: TreePath[] = [];
  let left = CONTENT_BUDGET;
  for (const path of paths) {
    const text = await files.text(path);
    if (!text.ok || text.value.length > Math.min(left, FILE_BUDGET)) {
      leftOut.push(path);
      continue;
    }
    left -= text.value.length;
    shown.push(`## ${path}\n${fenced(text.value)}`);
  }
  return { shown, leftOut };
};

/**
 * What the persona may read: a list of it all, and the contents of the files that matter most, as
 * far as they fit.
 * @param first paths that come before all others, such as those of findings.
 */
export const filesSection = async (
  files: WorkingTree,
  reach: Reach,
  first: ReadonlySet<string>,
): Promise<string> => {
  const rows = readable(files, reach);
  if (rows.length === 0) return '# Files\nThere is nothing to read yet.';
  const order = [...rows].sort(
    ([a, sizeA], [b, sizeB]) =>
      importance(a, first) - importance(b, first) || sizeA - sizeB || byCodeUnits(a, b),
  );
  const names = rows.slice(0, LIST_MAX).map(([path, size]) => `- ${path} (${String(size)} bytes)`);
  if (rows.length > LIST_MAX) names.push(`- … and ${String(rows.length - LIST_MAX)} more`);
  const { shown } = await contents(
    files,
    order.map(([path]) => path),
  );
  const note = shown.length < rows.length ? ' The other files are there for "read".' : '';
  return [
    `# Files that you may read\n${names.join('\n')}`,
    ...(shown.length === 0 ? [] : [`# Their contents, as far as they fit here.${note}`]),
    ...shown,
  ].join('\n\n');
};
