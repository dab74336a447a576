import { parsed, refused } from '../domain/brand.ts';
import type { Parsed } from '../domain/brand.ts';
import { treeBytes } from '../domain/tree.ts';
import type { Tree, TreePath } from '../domain/tree.ts';

/** The most that one file may hold, in bytes: a persona writes sources and documents. */
export const FILE_BYTES_MAX = 1_000_000;

export interface WriteLimits {
  /** Bytes of the whole tree. */
  readonly outputBytes: number;
  /** Files of the whole tree. */
  readonly outputFiles: number;
}

// NUL, or half of a surrogate pair: neither is text that UTF-8 can hold.
// eslint-disable-next-line no-control-regex
const NOT_TEXT = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const clash = (tree: Tree, path: TreePath): string | undefined => {
  for (const other of tree.keys()) {
    if (other.startsWith(`${path}/`)) return `"${path}" is a folder: it holds "${other}".`;
    if (path.startsWith(`${other}/`)) return `"${other}" is a file, so nothing can be inside it.`;
  }
  return undefined;
};

/** Whether a tree can take a file; the problem names the limit. */
export const checkWrite = (
  tree: Tree,
  path: TreePath,
  content: string,
  bytes: number,
  limits: WriteLimits,
): Parsed<undefined> => {
  if (bytes > FILE_BYTES_MAX) {
    return refused(
      `The content has ${String(bytes)} bytes; a file has at most ${String(FILE_BYTES_MAX)}.`,
    );
  }
  if (NOT_TEXT.test(content)) {
    return refused('The content is not a text: it holds NUL or half of a surrogate pair.');
  }
  const problem = clash(tree, path);
  if (problem !== undefined) return refused(problem);
  if (!tree.has(path) && tree.size >= limits.outputFiles) {
    return refused(`The project has ${String(tree.size)} files already, as many as it may have.`);
  }
  const total = treeBytes(tree) - (tree.get(path)?.size ?? 0) + bytes;
  return total > limits.outputBytes
    ? refused(
        `The project would have ${String(total)} bytes; the limit is ${String(limits.outputBytes)}.`,
      )
    : parsed(undefined);
};

/** Whether all of these are files of a tree; the problem names the first that is none. */
export const checkRemoval = (tree: Tree, paths: readonly TreePath[]): Parsed<undefined> => {
  const missing = paths.find((path) => !tree.has(path));
  if (missing === undefined) return parsed(undefined);
  const inside = [...tree.keys()].filter((path) => path.startsWith(`${missing}/`));
  return refused(
    inside.length === 0
      ? `There is no file "${missing}".`
      : `"${missing}" is a folder with ${String(inside.length)} files: name the files.`,
  );
};
