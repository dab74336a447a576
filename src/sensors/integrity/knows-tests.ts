import type { Finding } from '../../domain/finding.ts';
import type { TreePath } from '../../domain/tree.ts';
import { isJavaScript } from '../code/javascript.ts';
import { clip } from '../normalize.ts';
import type { Accepted } from './accepted.ts';
import { changesIn } from './changes.ts';
import { changedBy, diffOf } from './compare.ts';
import type { Sides } from './compare.ts';
import { holdsSettings } from './configuration.ts';

/** By what code can tell that a test runner started it, and what it can reach into it by. */
const MARKS =
  /\bPYTEST_(CURRENT_TEST|VERSION|XDIST_\w+)\b|["']_?(pytest|unittest)["']\s+(not\s+)?in\s+sys\.modules|\bsys\.modules(\.get\(|\[)\s*["']_?(pytest|unittest)|^\s*(import|from) _pytest\b|\bNODE_TEST_CONTEXT\b|\b(JEST|VITEST)_(WORKER|POOL)_ID\b|\benv\.VITEST\b|\btypeof (jest|vi|it|describe|expect)\b/gm;

const SHOWN = 1_200;

const marksIn = (text = ''): number => text.match(MARKS)?.length ?? 0;

/** Code that came to ask whether tests run it: then what they see is not what a user gets. */
export const knowsTests = async (
  sides: Sides,
  { convention }: Accepted,
): Promise<readonly Finding[]> => {
  const isCode = (path: TreePath): boolean =>
    (path.endsWith('.py') || isJavaScript(path)) &&
    !convention.isTest(path) &&
    !holdsSettings(path);
  const changes = await changesIn(sides.ctx, sides.baseline, isCode);
  return changes
    .filter(({ before, after }) => marksIn(after) > marksIn(before))
    .map((change) => ({
      severity: 'error',
      rule: 'integrity.knows_tests',
      path: change.path,
      expected: 'code that does the same whoever runs it',
      actual: clip(diffOf(change), SHOWN),
      message: `${change.path} looks for a test runner: what tests see may not be what users get. Take that out, or have a person accept it.`,
      owner: changedBy(sides, change.path),
    }));
};
