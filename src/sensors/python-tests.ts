import type { TreePath } from '../domain/tree.ts';

/** What decides which runner Python tests need. */
export interface PythonTests {
  readonly paths: readonly TreePath[];
  /** Of settings and of test files; a file that is not there was not read. */
  readonly texts: ReadonlyMap<string, string>;
}

const TEST_FOLDER = /(^|\/)(\w+[-_])?tests?\/|^testing\//;
const TEST_FILE = /(^|\/)(test_[^/]*|[^/]*_test|tests?)\.py$/;

/** Whether a file belongs to the tests of a Python project. */
export const isPythonTest = (path: string): boolean =>
  TEST_FOLDER.test(path) || TEST_FILE.test(path) || /(^|\/)conftest\.py$/.test(path);

/** Whether a Python file holds tests by its name, as runners see it. */
export const isPythonTestFile = (path: string): boolean => TEST_FILE.test(path);

/** Whether a runner loads a file whatever the tests do. */
export const isRunAsTest = (path: string): boolean =>
  TEST_FILE.test(path) || /(^|\/)conftest\.py$/.test(path);

const SETTINGS: Readonly<Record<string, RegExp>> = {
  'pyproject.toml': /\[tool\.pytest|["']pytest/,
  'setup.cfg': /\[tool:pytest\]|\bpytest\b/,
  'tox.ini': /\[pytest\]|\bpytest\b/,
  'setup.py': /["']pytest/,
};

const REQUIRES = /^\s*pytest\b/m;
const IMPORTS = /^\s*(import pytest\b|from pytest\b)/m;
const FUNCTION = /^(async )?def test_?\w*\(/m;

const setsUp = ({ paths, texts }: PythonTests): string | undefined => {
  const own = paths.find((path) => /(^|\/)(pytest\.ini|conftest\.py)$/.test(path));
  if (own !== undefined) return `${own} is there`;
  for (const [name, text] of texts) {
    if (SETTINGS[name]?.test(text) === true) return `${name} names pytest`;
    if (/requirements[^/]*\.txt$/.test(name) && REQUIRES.test(text)) return `${name} lists pytest`;
  }
  return undefined;
};

const writtenFor = ({ texts }: PythonTests): string | undefined => {
  for (const [name, text] of texts) {
    if (!isPythonTest(name)) continue;
    if (IMPORTS.test(text)) return `${name} imports pytest`;
    if (isPythonTestFile(name) && FUNCTION.test(text)) {
      return `tests of ${name} are functions, which only pytest runs`;
    }
  }
  return undefined;
};

/** `unittest discover` looks for `test*.py`, and only into folders that are packages. */
const hiddenFromUnittest = ({ paths }: PythonTests): string | undefined => {
  const names: ReadonlySet<string> = new Set(paths);
  const isPackage = (folder: string): boolean => names.has(`${folder}/__init__.py`);
  const isReached = (path: string): boolean => {
    const folders = path.split('/').slice(0, -1);
    const reached = folders.every((_name, at) => isPackage(folders.slice(0, at + 1).join('/')));
    return reached && /(^|\/)test[^/]*\.py$/.test(path);
  };
  const hidden = paths.find((path) => isPythonTestFile(path) && !isReached(path));
  return hidden && `"unittest discover" does not look into ${hidden}`;
};

/** Why a Python project's tests need pytest; `undefined` when what comes with Python runs all. */
export const whyPytest = (tests: PythonTests): string | undefined =>
  setsUp(tests) ?? writtenFor(tests) ?? hiddenFromUnittest(tests);
