import { declaredTests } from '../code/declared-tests.ts';

/** Ways to leave a test out, or all others. */
const JAVASCRIPT: readonly RegExp[] = [
  /\b(?:describe|context|suite|it|test|specify)(?:\.\w+)*\.(?:skip|only|todo|fixme|failing|skipIf|runIf)\b/g,
  /\b(?:xit|xtest|xspecify|xdescribe|xcontext|fit|fdescribe)\s*\(/g,
  /[{,]\s*(?:skip|todo|only)\s*:(?!\s*false)/g,
  /\b(?:t|ctx|context|this)\.(?:skip|todo)\s*\(/g,
];
const PYTHON: readonly RegExp[] = [
  /@(?:pytest\.mark|unittest)\.(?:skip\w*|xfail|expectedFailure)\b/g,
  /\b(?:pytest\.(?:skip|xfail|importorskip)|self\.skipTest)\s*\(/g,
  /\braise\s+(?:unittest\.)?SkipTest\b/g,
  /\bpytestmark\b.{0,80}\b(?:skip|xfail)/g,
  /\b__test__\s*=\s*False/g,
];

/** How often a text of tests tells a runner to leave tests out. */
export const skipsIn = (path: string, text = ''): number => {
  const python = path.endsWith('.py');
  const code = text
    .split('\n')
    .filter((line) => !/^\s*(\/\/|#|\*)/.test(line))
    .join('\n');
  const told = (python ? PYTHON : JAVASCRIPT).reduce(
    (sum, pattern) => sum + (code.match(pattern)?.length ?? 0),
    0,
  );
  // A file may have a name of its own for what declares tests.
  return Math.max(told, declaredTests(path, text).filter(({ off }) => off).length);
};
