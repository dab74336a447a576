import type { TreePath } from '../domain/tree.ts';
import { measuresCoverage, pytestSettings } from './python-needs/pytest-settings.ts';
import { isPythonTestFile, whyPytest } from './python-tests.ts';
import type { PythonTests } from './python-tests.ts';

/** A command, and why it is this one. */
export interface PythonCommand {
  readonly argv: readonly [string, ...string[]];
  readonly why: string;
}

/**
 * Python files that need not be Python of this version: material of tests, forms to be filled in,
 * and what stands in documents and examples.
 */
const NOT_COMPILED =
  '(^|/)(docs?|examples?|templates?|_?vendor(ed)?|[^/]*[{}%][^/]*)/|(^|/)tests?/(.*/)?(data|[^/]*fixtures?|samples?|cases|files|resources|assets|inputs?|examples?|corpus|snippets|[^/]*data)/';

const isCompiled = (path: TreePath): boolean =>
  path.endsWith('.py') && !new RegExp(NOT_COMPILED).test(path);

/** Compiles what is code of the product and of its tests; `undefined` where there is none. */
export const compilePython = (paths: readonly TreePath[]): PythonCommand | undefined => {
  const python = paths.filter((path) => path.endsWith('.py'));
  if (python.length === 0) return undefined;
  const compile = ['python3', '-m', 'compileall', '-q'] as const;
  return python.every(isCompiled)
    ? { argv: [...compile, '.'], why: 'every Python file is compiled' }
    : {
        argv: [...compile, '-x', NOT_COMPILED, '.'],
        why: 'every Python file is compiled but examples and material of tests',
      };
};

const HOLDS_TESTS = /^\s*(async )?def test/m;

/** As pytest looks for test files where nothing is set. */
const FOUND = /(^|\/)(test_[^/]*|[^/]*_test)\.py$/;

/**
 * Not bare `pytest`: only as a module are a project's own modules looked for in its folder. Its own
 * measuring of coverage is turned off, as it takes the place of ours.
 */
export const testPython = (files: PythonTests): PythonCommand | undefined => {
  const tests = files.paths.filter(isPythonTestFile);
  if (tests.length === 0) return undefined;
  const why = whyPytest(files);
  if (why === undefined) {
    return {
      argv: ['python3', '-m', 'unittest', 'discover'],
      why: 'there are test files, and no other framework',
    };
  }
  const settings = pytestSettings(files.texts);
  const hidden = settings.has('python_files')
    ? []
    : tests
        .filter((path) => !FOUND.test(path) && HOLDS_TESTS.test(files.texts.get(path) ?? ''))
        .map((path) => path.replace(/^.*\//, ''));
  const names = ['test_*.py', '*_test.py', ...new Set(hidden)].join(' ');
  return {
    argv: [
      ...(['python3', '-m', 'pytest'] as const),
      ...(measuresCoverage(settings) ? ['--no-cov'] : []),
      ...(hidden.length === 0 ? [] : ['-o', `python_files=${names}`]),
    ],
    why,
  };
};
