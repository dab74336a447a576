import { HALF_PAIR, isObject, parsed, refused } from './brand.ts';
import type { Brand, Parsed } from './brand.ts';
import { isDigest } from './digest.ts';
import type { Digest } from './digest.ts';
import { byCodeUnits } from './order.ts';

/** A relative POSIX path inside a tree, without `.`, `..`, empty parts or control characters. */
export type TreePath = Brand<string, 'TreePath'>;

/** `file` is 0644 and `executable` 0755 when written out; nothing else exists in a tree. */
export type FileMode = 'file' | 'executable';

export interface TreeEntry {
  readonly blob: Digest;
  /** Bytes. */
  readonly size: number;
  readonly mode: FileMode;
  /** The id of the persona run that produced this version, or `import` for a tree from outside. */
  readonly by: string;
}

/** An immutable manifest: the product at a point. Stored by the digest of its canonical form. */
export type Tree = ReadonlyMap<TreePath, TreeEntry>;

export const EMPTY_TREE: Tree = new Map();

export const PATH_MAX = 240;

/** Bytes of one part of a path: no usual file system takes more. */
const PART_BYTES_MAX = 255;

// eslint-disable-next-line no-control-regex
const ODD = /[\u0000-\u001f\u007f\\]/;

/** Bytes in UTF-8; the domain knows no encoder. */
const utf8Bytes = (text: string): number => {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
};

const problemOfParts = (parts: readonly string[], given: string): string | undefined => {
  if (parts.some((part) => part === '' || part === '.' || part === '..')) {
    return `"${given}" leaves the project or has an empty part.`;
  }
  if (parts.some((part) => part.toLowerCase() === '.git')) {
    return `"${given}" is inside .git, which no persona writes.`;
  }
  return parts.some((part) => utf8Bytes(part) > PART_BYTES_MAX)
    ? `Each part of a path has at most ${String(PART_BYTES_MAX)} bytes in UTF-8.`
    : undefined;
};

/** A path that a persona or a file system names, checked once here. */
export const parseTreePath = (value: unknown): Parsed<TreePath> => {
  if (typeof value !== 'string' || value === '') return refused('A path must be a non-empty text.');
  // Before the limits, as it can make a text longer.
  const path = value.replace(/^(\.\/)+/, '').normalize('NFC');
  if (path.length > PATH_MAX) return refused(`A path has at most ${String(PATH_MAX)} characters.`);
  if (ODD.test(path)) return refused('A path has no control characters and no backslash.');
  if (HALF_PAIR.test(path)) return refused('A path must not hold half of a surrogate pair.');
  if (path.startsWith('/'))
    return refused(`"${value}" is absolute; paths are relative to the project.`);
  const problem = problemOfParts(path.split('/'), value);
  return problem === undefined ? parsed(path as TreePath) : refused(problem);
};

/** A file that keeps `path` from being one: `path` is a folder of it, or would be inside of it. */
export const clashOf = (tree: Tree, path: TreePath): TreePath | undefined => {
  if (tree.has(path)) return undefined;
  for (const other of tree.keys()) {
    if (other.startsWith(`${path}/`) || path.startsWith(`${other}/`)) return other;
  }
  return undefined;
};

/** The one text of a tree: paths in code-unit order, so that equal trees have equal digests. */
export const encodeTree = (tree: Tree): string => {
  const rows = [...tree.entries()].sort(([a], [b]) => byCodeUnits(a, b));
  return JSON.stringify({
    version: 1,
    files: rows.map(([path, { blob, size, mode, by }]) => [path, blob, size, mode, by]),
  });
};

const parseRow = (row: unknown): Parsed<readonly [TreePath, TreeEntry]> => {
  if (!Array.isArray(row)) return refused('a row is not a list');
  const [path, blob, size, mode, by] = row as readonly unknown[];
  const at = parseTreePath(path);
  if (!at.ok) return at;
  const fits =
    isDigest(blob) &&
    Number.isSafeInteger(size) &&
    Number(size) >= 0 &&
    (mode === 'file' || mode === 'executable') &&
    typeof by === 'string';
  return fits
    ? parsed([at.value, { blob, size: size as number, mode, by }])
    : refused(`the row of ${at.value} is damaged`);
};

/** The inverse of {@link encodeTree}, for text that came from a store. */
export const parseTree = (value: unknown): Parsed<Tree> => {
  if (!isObject(value) || value['version'] !== 1 || !Array.isArray(value['files'])) {
    return refused('A tree is {"version":1,"files":[…]}.');
  }
  const tree = new Map<TreePath, TreeEntry>();
  for (const row of value['files'] as readonly unknown[]) {
    const entry = parseRow(row);
    if (!entry.ok) return refused(`The tree is damaged: ${entry.problem}.`);
    tree.set(entry.value[0], entry.value[1]);
  }
  return parsed(tree);
};

/** Sum of file sizes, in bytes. */
export const treeBytes = (tree: Tree): number => {
  let bytes = 0;
  for (const entry of tree.values()) bytes += entry.size;
  return bytes;
};
