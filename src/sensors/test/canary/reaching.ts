import type { TreePath } from '../../../domain/tree.ts';
import { isJavaScript } from '../../code/javascript.ts';
import type { SenseContext } from '../../sensor.ts';
import { readText } from '../../tree-files.ts';

/** Files that are looked at, and characters of each line. */
const FILES = 200;
const LINE = 500;

/** What puts something else in the place of a part of a test runner, or of an assertion. */
const REACHES =
  /^\s*(import|from) _pytest\b|\bsys\.modules(\.get\(|\[)\s*["']_?(pytest|unittest)|\b(TestResult|TestCase)\.\w+\s*=[^=]|\bassert(\.\w+|\[\w+\])\s*=[^=]|\bprocess\.reallyExit\b|\bprocess\.exitCode\s*=\s*0\b/;

/**
 * The code that reaches into what runs tests, the product's before that of its tests; `undefined`
 * where none is seen to.
 */
export const reachingFile = async (
  ctx: SenseContext,
  isTest: (path: TreePath) => boolean,
): Promise<TreePath | undefined> => {
  const code = [...ctx.tree.keys()].filter(
    (path) => (path.endsWith('.py') || isJavaScript(path)) && !path.includes('node_modules/'),
  );
  const ordered = [...code.filter((path) => !isTest(path)), ...code.filter(isTest)];
  for (const path of ordered.slice(0, FILES)) {
    const text = await readText(ctx, path);
    if (text.split('\n').some((line) => REACHES.test(line.slice(0, LINE)))) return path;
  }
  return undefined;
};
