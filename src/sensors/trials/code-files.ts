import type { TreePath } from '../../domain/tree.ts';
import { declaredTests } from '../code/declared-tests.ts';
import { isJavaScript } from '../code/javascript.ts';
import { holdsSettings } from '../integrity/configuration.ts';
import type { Readable } from '../project.ts';
import { readText } from '../tree-files.ts';

/** Code files that are looked at. */
const CODE_FILES = 200;

type IsTest = (path: TreePath) => boolean;

/** The code of a product that its tests are for, by path. */
export const codeIn = async (
  side: Readable,
  isTest: IsTest,
): Promise<ReadonlyMap<TreePath, string>> => {
  const paths = [...side.tree.keys()].filter(
    (path) =>
      (isJavaScript(path) || path.endsWith('.py')) &&
      !/\.d\.[cm]?ts$|\.min\.js$/.test(path) &&
      !isTest(path) &&
      !holdsSettings(path),
  );
  const texts = await Promise.all(
    paths.slice(0, CODE_FILES).map(async (path) => [path, await readText(side, path)] as const),
  );
  return new Map(texts);
};

export const withTests = (path: TreePath, text: string | undefined): boolean =>
  text !== undefined && declaredTests(path, text).length > 0;

/** Test files with tests in them. */
export const testFilesOf = async (side: Readable, isTest: IsTest): Promise<readonly TreePath[]> => {
  const found: TreePath[] = [];
  for (const path of side.tree.keys()) {
    if (isTest(path) && withTests(path, await readText(side, path))) found.push(path);
  }
  return found;
};
