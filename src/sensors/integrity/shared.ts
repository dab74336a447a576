import type { TreePath } from '../../domain/tree.ts';
import { isJavaScript } from '../code/javascript.ts';
import { testFilesOf, withTests } from '../trials/code-files.ts';
import { readText } from '../tree-files.ts';
import type { Accepted } from './accepted.ts';
import type { Change } from './changes.ts';
import type { Sides } from './compare.ts';

/** What Python runs before the tests beside it, without being named anywhere. */
const LOADS_ITSELF = /(^|\/)(conftest|__init__)\.py$/;

/** What reaches beyond the tests of its own file: into the code, the runner, or the process. */
const MEDDLES =
  /^[\w.[\]'"()/-]+(?:\.\w+|\])\s*=[^=>]|^setattr\(|\b_pytest\b|\bsys\.modules\[|\bpytest\.exit\b|\bos\._exit\b|\batexit\b|\bprocess\.(exit|reallyExit|on|once|exitCode)\b|\brequire\.cache\b|\bModule\._|\bchai\.use\b|\bObject\.(assign|defineProperty)\b/;
/** Longer lines are looked at so far. */
const LINE = 500;

const meddles = (text: string): boolean =>
  text.split('\n').some((line) => MEDDLES.test(line.slice(0, LINE)));

const hasCode = (text = ''): boolean => /^\s*(?!#)\S/m.test(text);

/**
 * Whether a change is one of what tests share: helpers of the accepted tests, and files that came
 * new and are run without being asked for, or reach into what others are run with.
 */
const isShared = ({ path, before, after }: Change): boolean => {
  if (LOADS_ITSELF.test(path) && (hasCode(before) || hasCode(after))) return true;
  const code = path.endsWith('.py') || isJavaScript(path);
  if (!code) return false;
  return before === undefined ? meddles(after ?? '') : !withTests(path, before);
};

/** Whether all accepted tests may say something else than they did, though they stand as they were. */
export const changesShared = (changes: readonly Change[]): boolean => changes.some(isShared);

/** The changes, with all test files that did not change where what they share did. */
export const withSharers = async (
  { ctx, baseline }: Sides,
  { convention }: Accepted,
  changes: readonly Change[],
): Promise<readonly Change[]> => {
  if (!changesShared(changes)) return changes;
  const known = new Set<TreePath>(changes.map(({ path }) => path));
  const files = await testFilesOf(ctx, convention.isTest);
  const others = files.filter((path) => !known.has(path) && baseline.tree.has(path));
  const texts = others.map(async (path): Promise<Change> => {
    const text = await readText(ctx, path);
    return { path, before: text, after: text };
  });
  return [...changes, ...(await Promise.all(texts))];
};
