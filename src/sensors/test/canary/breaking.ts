import type { TreePath } from '../../../domain/tree.ts';
import type { DeclaredTest } from '../../code/declared-test.ts';
import { ownAssertions } from '../../code/own-assertions.ts';
import { spliced } from '../../code/splice.ts';
import type { Splice } from '../../code/splice.ts';
import type { Host } from './hosts.ts';
import { randomWords, shuffled } from './names.ts';

/** Own tests that are made to fail: enough to know, few enough to keep the output short. */
const BROKEN_MAX = 12;
const SUBTEST = /\b\w+\.(test|it)\s*\(|\bsubTest\s*\(/;

/** Without comments and texts: what only speaks of skipping leaves no test out. */
const codeOf = (text: string): string =>
  text
    .replace(/(["'`])(?:\\.|(?!\1)[^\\\n])*\1/g, "''")
    .replace(/(^|\s)(\/\/|#).*$|\/\*[^*]*\*\//gm, '');

/** Tests of a file that surely run, and fail when they are told to. */
const breakable = ({ text, tests }: Host): readonly DeclaredTest[] => {
  if (/\b(skip|only|todo|xfail|skipIf|SkipTest)\b/i.test(codeOf(text))) return [];
  const names = tests.map(({ name }) => name);
  return tests.filter(
    ({ name, start, end, off, failing }) =>
      !off &&
      failing !== undefined &&
      /^\w[\w ,;'()-]{3,80}$/.test(name) &&
      names.filter((other) => other.includes(name)).length === 1 &&
      !SUBTEST.test(text.slice(start, end).replace(/^\s*(await )?\w+\.?\w*\s*\(/, '')),
  );
};

/** Runners that end a test by what they are told count assertions by names of their own. */
const THROWS = /\b(throw|raise)\b/;

/** Own tests of a file that were made to fail. */
export interface Broken {
  readonly path: TreePath;
  readonly text: string;
  readonly names: readonly string[];
  readonly byAssertion: readonly string[];
}

export const untouched = ({ path, text }: Host): Broken => ({
  path,
  text,
  names: [],
  byAssertion: [],
});

/** Every other one by an assertion of its own: what mutes these lets all else be seen. */
export const broken = (host: Host, most = BROKEN_MAX, taken: readonly string[] = []): Broken => {
  const { path, text } = host;
  const free = ({ name }: DeclaredTest): boolean =>
    taken.every((other) => !other.includes(name) && !name.includes(other));
  const tests = shuffled(breakable(host).filter(free));
  const assertionOf = ownAssertions(path, text);
  const reason = randomWords(3).join(' ');
  const done: { readonly name: string; readonly splice: Splice; readonly own: boolean }[] = [];
  for (const test of tests) {
    if (done.length === most) break;
    const { name, failing } = test;
    const asserts = done.filter(({ own }) => own).length * 2 <= done.length;
    const own = asserts && THROWS.test(failing?.('').text ?? '') ? assertionOf(test) : undefined;
    const fails = own ?? failing;
    if (fails !== undefined) done.push({ name, splice: fails(reason), own: own !== undefined });
  }
  return {
    path,
    text: spliced(
      text,
      done.map(({ splice }) => splice),
    ),
    names: done.map(({ name }) => name),
    byAssertion: done.flatMap(({ name, own }) => (own ? [name] : [])),
  };
};

/** Other files, and tests in each: only what is half hidden in them counts, so that both ways must be there. */
const OTHERS = 6;
const OTHERS_BROKEN = 4;

/** Tests of other files that are made to fail as well, in each by both ways. */
export const brokenBeside = (
  hosts: readonly Host[],
  names: readonly string[],
): readonly Broken[] => {
  const taken = [...names];
  return hosts.slice(0, OTHERS).flatMap((host) => {
    const found = broken(host, OTHERS_BROKEN, taken);
    const both = found.byAssertion.length > 0 && found.byAssertion.length < found.names.length;
    if (!both) return [];
    taken.push(...found.names);
    return [found];
  });
};
