import type { Tree, TreePath } from '../domain/tree.ts';
import type { SenseContext } from './sensor.ts';

/** What is read of one file. */
export const READ_BYTES = 1024 ** 2;

/** The first file of a tree that has one of these names. */
export const fileNamed = (tree: Tree, ...names: readonly string[]): TreePath | undefined =>
  [...tree.keys()].find((path) => names.includes(path));

/** The first megabyte of a file, as text. @throws ObjectMissing, ObjectDamaged */
export const readText = async (
  { read }: Pick<SenseContext, 'read'>,
  path: TreePath,
): Promise<string> => new TextDecoder().decode(await read(path));
