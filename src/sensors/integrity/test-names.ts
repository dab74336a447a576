import type { TreePath } from '../../domain/tree.ts';
import { declaredTests } from '../code/declared-tests.ts';
import { WITHIN } from '../test/formats/passes.ts';

/** Test files, by path. */
export type Texts = ReadonlyMap<TreePath, string>;

/** Names of the tests of a text. */
export const namesIn = (path: string, text = ''): readonly string[] =>
  declaredTests(path, text).map(({ name }) => name);

/** Names that only one test of some files has. */
const namesOf = (texts: Texts): ReadonlySet<string> => {
  const names = [...texts].flatMap(([path, text]) =>
    declaredTests(path, text).flatMap(({ name, off }) => (off || name === '' ? [] : [name])),
  );
  return new Set(names.filter((name) => names.indexOf(name) === names.lastIndexOf(name)));
};

/** Names of tests that stand in both suites. */
export const standing = (before: Texts, after: Texts): ReadonlySet<string> => {
  const then = namesOf(before);
  return new Set([...namesOf(after)].filter((name) => then.has(name)));
};

/** `path::Class::test_a[a case]` of pytest, `test_a (module.Class)` of unittest. */
const IN_PYTHON = /(?:^|::| › )(test\w*)(?:\[.*| \(.*)?$/;

/** The name that a test was declared with, out of what a runner printed for it. */
const declaredName = (printed: string, python: boolean): string =>
  (python ? IN_PYTHON.exec(printed)?.[1] : printed.split(WITHIN).at(-1)) ?? printed;

/** Names that tests of some files were declared with, out of what a runner printed for them. */
export const namesPrinted = (texts: Texts, printed: readonly string[]): ReadonlySet<string> => {
  const python = [...texts.keys()].some((path) => path.endsWith('.py'));
  return new Set(printed.map((name) => declaredName(name, python)));
};
