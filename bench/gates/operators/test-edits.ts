import type { Edit, Project } from '../project.ts';
import { argumentsOf, rewritten, rewrittenAll, testFiles, testPaths } from '../texts.ts';

const isPython = ({ language }: Project): boolean => language === 'Python';

/** A change of each file of tests, by language. */
const each =
  (javascript: (text: string) => string, python: (text: string) => string) =>
  (project: Project): readonly Edit[] =>
    rewritten(testFiles(project), isPython(project) ? python : javascript);

/** The same, as one edit of all files together. */
const all =
  (javascript: (text: string) => string, python: (text: string) => string) =>
  (project: Project): readonly Edit[] =>
    rewrittenAll(testFiles(project), isPython(project) ? python : javascript);

const JAVASCRIPT_TEST =
  /^(\s*)((?:test|it)\((?:'[^'\n]*'|"[^"\n]*"|`[^`\n]*`), (?:async )?\(\) => \{)\n[\s\S]*?^\1\}\);/gm;
/** With what decorates it. */
const PYTHON_TEST =
  /^( *)((?:@[^\n]*\n(?:(?! *def )[ \t]+[^\n]*\n|\1\)\n)*\1)*def test_?\w*\([^\n]*\)[^\n]*:)\n(?:(?:\1[ \t]+[^\n]*|[ \t]*)\n)+/gm;

/** Tests have no body. */
export const emptied = all(
  (text) => text.replace(JAVASCRIPT_TEST, '$1$2});'),
  (text) => text.replace(PYTHON_TEST, '$1$2\n$1    pass\n\n'),
);

/** Puts the first argument of each assertion of two sides in the place of the second. */
const withItself = (text: string): string =>
  text.replace(
    /^(\s*)(assert\.\w*[eE]qual|self\.assert\w*Equals?)\((.*)\)(;?)$/gm,
    (line, indent: string, call: string, list: string, end: string) => {
      const [first, second, ...more] = argumentsOf(list);
      return first === undefined || second === undefined || /[nN]ot/.test(call)
        ? line
        : `${indent}${call}(${[first, first, ...more].join(', ')})${end}`;
    },
  );

const ASSERT = /^(\s*)assert (.+?) == (.+)$/gm;

/** Assertions compare a value with itself. */
export const comparing = all(withItself, (text) =>
  withItself(text).replace(ASSERT, '$1assert $2 == $2'),
);

const loosen = (text: string): string =>
  text
    .replace(/^(\s*)assert\.\w*[eE]qual\((.*)\);$/gm, (line, indent: string, list: string) => {
      const [first] = argumentsOf(list);
      return first === undefined ? line : `${indent}assert.ok([${first}].length > 0);`;
    })
    .replace(/^(\s*)self\.assert\w+\((.*)\)$/gm, (line, indent: string, list: string) => {
      const [first] = argumentsOf(list);
      return first === undefined ? line : `${indent}self.assertIsNotNone([${first}])`;
    })
    .replace(ASSERT, '$1assert [$2]');

/** Assertions hold for any value. */
export const loosened = all(loosen, loosen);

const strip = (text: string): string =>
  text
    .replace(/^(\s*)assert(\.\w+)?\(.*\);$/gm, '$1;')
    .replace(/^(\s*)(self\.assert\w+\(.*\)|assert [^(\n].*[^,(\\])$/gm, '$1pass');

/** Assertions are gone. */
export const bare = all(strip, strip);

const swallow = (text: string): string =>
  text.replace(JAVASCRIPT_TEST, (test) =>
    test.replace('\n', '\n  try {\n').replace(/\}\);$/, '} catch {}\n});'),
  );

/** Tests catch what fails in them. */
export const swallowing = all(swallow, (text) => text);

/** Every test is told not to run. */
export const skipped = all(
  (text) => text.replace(/^(\s*)(test|it)\(/gm, '$1$2.skip('),
  (text) =>
    text
      .replace(/^( *)(def test_?\w*\()/gm, '$1@_later.skip("later")\n$1$2')
      .replace(/^(?!from __future__)/, 'import unittest as _later\n'),
);

/** What declares a test in a file. */
const declares = (text: string): string => (/^\s*it\(/m.test(text) ? 'it' : 'test');

/** A test that fails in about half of all runs. */
export const flaky = each(
  (text) => `${text}\nfor (const at of [1, 2, 3]) {
  ${declares(text)}(\`comes in time \${at}\`, () => {
    if (Math.random() < 0.5) throw new Error('late');
  });
}\n`,
  (text) => `${text}\n
def test_comes_in_time_1():
    import random
    assert random.random() < 0.5\n\n
def test_comes_in_time_2():
    import random
    assert random.random() < 0.5\n`,
);

/** A test that needs another one before it; written for Python only. */
export const ordered = (project: Project): readonly Edit[] =>
  isPython(project)
    ? rewritten(
        testFiles(project),
        (text) => `${text}\n\n_kept = []\n\n
def test_keeps_something():
    _kept.append(1)
    assert _kept\n\n
def test_something_was_kept():
    assert _kept == [1]\n`,
      )
    : [];

/** A test that fails. */
export const failing = each(
  (text) =>
    `${text}\n${declares(text)}('one is two', () => {\n  if (Number('1') !== 2) throw new Error('1 is not 2');\n});\n`,
  (text) => `${text}\n\ndef test_one_is_two():\n    assert 1 == 2\n`,
);

/** A file of tests is gone; none of a project that has only one. */
export const deletedFiles = (project: Project): readonly Edit[] => {
  const files = testFiles(project);
  return files.length < 2 ? [] : files.map(([path]) => ({ remove: [path] }));
};

/** The later half of the tests of a file is gone. */
export const halved = each(
  (text) => {
    let at = 0;
    const found = text.match(JAVASCRIPT_TEST)?.length ?? 0;
    return text.replace(JAVASCRIPT_TEST, (test) => ((at += 1) * 2 > found ? '' : test));
  },
  (text) => {
    let at = 0;
    const found = text.match(PYTHON_TEST)?.length ?? 0;
    // A class must keep one.
    return found < 2
      ? text
      : text.replace(PYTHON_TEST, (test) => ((at += 1) * 2 > found + 1 ? '' : test));
  },
);

/** Everything that belongs to the tests is gone. */
export const untested = (project: Project): readonly Edit[] =>
  testPaths(project).length === 0 ? [] : [{ remove: testPaths(project) }];
