import type { Finding } from '../../domain/finding.ts';
import { clip } from '../normalize.ts';
import type { Accepted } from './accepted.ts';
import type { Change } from './changes.ts';
import { changedBy } from './compare.ts';
import type { Sides } from './compare.ts';
import { runHeldTests } from './held-tests.ts';

/**
 * Runs accepted tests that have changed or are gone on the code as it is now. That they fail may
 * be what a requirement asked for, so it is a warning, with their names.
 */
export const oldTestsOnNewCode = async (
  sides: Sides,
  accepted: Accepted,
  changes: readonly Change[],
): Promise<readonly Finding[]> => {
  const { ctx, baseline } = sides;
  const { isTest } = accepted.convention;
  const gone = changes.filter(({ before }) => before !== undefined);
  const [first] = gone;
  const codeIsSame = [...new Set([...baseline.tree.keys(), ...ctx.tree.keys()])]
    .filter((path) => !isTest(path))
    .every((path) => baseline.tree.get(path)?.blob === ctx.tree.get(path)?.blob);
  if (first === undefined || codeIsSame) return [];
  const { exitCode, report } = await runHeldTests(sides, accepted, gone);
  if (exitCode === 0) return [];
  const names = clip(report.failures.map(({ name }) => name).join(', '), 300);
  return [
    {
      severity: 'warning',
      rule: 'integrity.old_tests',
      path: first.path,
      expected:
        'accepted tests that pass on the new code, or a requirement that changes what they ask',
      actual: names === '' ? 'the accepted tests fail' : names,
      message: `Accepted tests that were changed or removed fail on the code as it is now${names === '' ? '' : ` (${names})`}: see whether a requirement asked for it; else mend the code and put the tests back.`,
      owner: changedBy(sides, first.path),
    },
  ];
};
