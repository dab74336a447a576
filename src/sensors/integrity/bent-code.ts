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

/** Comments that keep code out of what a coverage tool counts. */
const UNCOUNTED =
  /#\s*pragma:\s*no\s*(cover|branch)\b|\b(c8|v8|istanbul)\s+ignore\b|\bnode:coverage\s+(disable|ignore)\b/g;

const SHOWN = 1_200;

const countOf = (pattern: RegExp, text = ''): number => text.match(pattern)?.length ?? 0;

interface Said {
  readonly rule: string;
  readonly pattern: RegExp;
  readonly expected: string;
  readonly why: string;
}

const RULES: readonly Said[] = [
  {
    rule: 'integrity.knows_tests',
    pattern: MARKS,
    expected: 'code that does the same whoever runs it',
    why: 'looks for a test runner: what tests see may not be what users get',
  },
  {
    rule: 'integrity.configuration',
    pattern: UNCOUNTED,
    expected: 'all code counted as in the accepted tree',
    why: 'keeps more of its code out of what coverage counts than was accepted',
  },
];

/** Code that came to ask whether tests run it, or to hide from what counts its lines. */
export const bentCode = async (
  sides: Sides,
  { convention }: Accepted,
): Promise<readonly Finding[]> => {
  const isCode = (path: TreePath): boolean =>
    (path.endsWith('.py') || isJavaScript(path)) &&
    !convention.isTest(path) &&
    !holdsSettings(path);
  const changes = await changesIn(sides.ctx, sides.baseline, isCode);
  return RULES.flatMap(({ rule, pattern, expected, why }) =>
    changes
      .filter(({ before, after }) => countOf(pattern, after) > countOf(pattern, before))
      .map((change) => ({
        severity: 'error',
        rule,
        path: change.path,
        expected,
        actual: clip(diffOf(change), SHOWN),
        message: `${change.path} ${why}. Take that out, or have a person accept it.`,
        owner: changedBy(sides, change.path),
      })),
  );
};
