import type { TreePath } from '../../domain/tree.ts';
import { declaredTests } from '../code/declared-tests.ts';
import type { DeclaredTest } from '../code/declared-test.ts';
import { spliced } from '../code/splice.ts';
import type { Change } from './changes.ts';

/** A test without blanks, kinds of quotes and its name: what a rename or a reformat leaves alone. */
const bodyOf = (text: string, { name, start, end }: DeclaredTest): string =>
  text
    .slice(start, end)
    .replace(name, '')
    .replace(/["'`]/g, "'")
    .replace(/[\s;]+/g, '')
    .replace(/,(?=[)\]}])/g, '');

/** What each test of a Python file is known by: a later one of the same name takes its place. */
const pythonNames = (text: string, tests: readonly DeclaredTest[]): readonly string[] => {
  const classes = [...text.matchAll(/^class (\w+)/gm)];
  return tests.map(({ name, start }) => {
    const inClass = /^[ \t]/.test(text.slice(start, start + 1));
    const own = inClass ? classes.findLast(({ index }) => index < start) : undefined;
    return `${own?.[1] ?? ''}.${name}`;
  });
};

/** Tests that are there when the file has been read to its end. */
const standing = (path: string, text: string): readonly DeclaredTest[] => {
  const tests = declaredTests(path, text);
  if (!path.endsWith('.py')) return tests;
  const names = pythonNames(text, tests);
  return tests.filter((_, at) => names.lastIndexOf(names[at] ?? '') === at);
};

/** Tests that stand in a text as what a rename or a reformat leaves of them. */
export const bodiesIn = (path: string, text: string): readonly string[] =>
  standing(path, text).map((test) => bodyOf(text, test));

/** What stands around the tests of a file: imports, helpers, hooks. */
const restOf = (path: string, text: string): string =>
  spliced(
    text,
    declaredTests(path, text).map(({ start, end }) => ({ start, end, text: '' })),
  ).replace(/\s+/g, '');

const without = (path: string, text: string, tests: readonly DeclaredTest[]): string =>
  spliced(
    text,
    tests.map(({ start, end }) => {
      const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
      return { start, end, text: path.endsWith('.py') ? `${indent}pass\n` : '' };
    }),
  );

/**
 * Files of the accepted suite with only those tests left that are not in the new one as they were;
 * a file that has none of these is left out. Where a file's imports, helpers or hooks differ, all
 * of its tests may have changed.
 */
export const lostTests = (changes: readonly Change[]): ReadonlyMap<TreePath, string> => {
  const lost = new Map<TreePath, string>();
  for (const { path, before, after } of changes) {
    if (before === undefined) continue;
    const tests = declaredTests(path, before);
    const same = after !== undefined && restOf(path, before) === restOf(path, after);
    const known = new Set(same ? bodiesIn(path, after) : []);
    const kept = tests.filter((test) => known.has(bodyOf(before, test)));
    if (tests.length > kept.length) lost.set(path, without(path, before, kept));
  }
  return lost;
};
