import type { TreePath } from '../../domain/tree.ts';
import { isJavaScript } from '../code/javascript.ts';
import { testFilesOf, withTests } from '../trials/code-files.ts';
import { readText } from '../tree-files.ts';
import type { Accepted } from './accepted.ts';
import type { Change } from './changes.ts';
import type { Sides } from './compare.ts';

/** What Python runs before the tests beside it, without being named anywhere. */
const LOADS_ITSELF = /(^|\/)(conftest|__init__)\.py$/;

const hasCode = (text = ''): boolean => /^\s*(?!#)\S/m.test(text);

/**
 * Whether a change is one of what tests share: helpers of the accepted tests, and files that came
 * new and are run without being asked for.
 */
const isShared = ({ path, before, after }: Change): boolean => {
  if (LOADS_ITSELF.test(path) && (hasCode(before) || hasCode(after))) return true;
  const code = path.endsWith('.py') || isJavaScript(path);
  return before !== undefined && code && !withTests(path, before);
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
