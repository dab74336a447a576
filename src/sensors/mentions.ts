import type { TreePath } from '../domain/tree.ts';

/** A place in a file of the tree that a product's output names. */
export interface Mention {
  readonly path: TreePath;
  /** The line of output that names it. */
  readonly text: string;
  /** Its number, from 0. */
  readonly at: number;
}

/** Something that looks like a path with an extension; what stands before it is cut off below. */
const PATHLIKE = /[\w@.+~/-]*[\w@+~-]\.[A-Za-z]\w{0,8}/g;

/** The longest end of a path that is a file of the tree, so that a folder before it is no matter. */
const inTree = (text: string, files: ReadonlyMap<string, TreePath>): TreePath | undefined => {
  const parts = text.split('/');
  for (let from = 0; from < parts.length; from += 1) {
    const path = files.get(parts.slice(from).join('/'));
    if (path !== undefined) return path;
  }
  return undefined;
};

/** Lines longer than this name no file that a person wrote. */
const LINE = 2_000;

/** The files of a tree that an output names, in order, each as often as it is named. */
export const mentionsIn = (output: string, paths: Iterable<TreePath>): readonly Mention[] => {
  const files = new Map([...paths].map((path) => [path as string, path]));
  return output
    .split('\n')
    .map((line) => line.slice(0, LINE))
    .flatMap((line, at) =>
      [...line.matchAll(PATHLIKE)].flatMap(([found]): readonly Mention[] => {
        const path = found.includes('node_modules/') ? undefined : inTree(found, files);
        return path === undefined ? [] : [{ path, text: line.trim(), at }];
      }),
    );
};
