import type { Finding } from '../../domain/finding.ts';
import { declaredTests } from '../code/declared-tests.ts';
import { clip } from '../normalize.ts';
import type { Accepted } from './accepted.ts';
import type { Change } from './changes.ts';
import { changedBy, diffOf } from './compare.ts';
import type { Sides } from './compare.ts';
import { runHeldTests, runNewTests } from './held-tests.ts';

/** Characters of a diff in a finding. */
const SHOWN = 1_200;

/** Tests that may go without a word: tests that are put together ask the same. */
const MAY_GO = 1;

/** Whether more than a third went: so much is more than putting together what asks the same. */
const isMuchLess = (now: number, before: number): boolean =>
  before - now > MAY_GO && 3 * now < 2 * before;

/** Tests that a file declares; those of a loop count once. */
const declaredIn = (change: Change, side: 'before' | 'after'): number =>
  declaredTests(change.path, change[side] ?? '').length;

export const countDeclared = (changes: readonly Change[], side: 'before' | 'after'): number =>
  changes.reduce((sum, change) => sum + declaredIn(change, side), 0);

/** The first file that has fewer tests than it had. */
export const firstWithFewer = (changes: readonly Change[]): Change | undefined =>
  changes.find((change) => declaredIn(change, 'before') > declaredIn(change, 'after'));

/**
 * Where mutants show no difference: that more than a third of the tests of files that changed, which
 * would still pass on the code as it is now, are not run any more. A sample of mutants can't show
 * what all of them noticed. Tests are counted where they run, so that those of a table count.
 */
export const fewerThatHold = async (
  sides: Sides,
  accepted: Accepted,
  changes: readonly Change[],
): Promise<readonly Finding[]> => {
  const change = firstWithFewer(changes);
  const declared = [countDeclared(changes, 'after'), countDeclared(changes, 'before')] as const;
  if (change === undefined || !isMuchLess(...declared)) return [];
  const held = (await runHeldTests(sides, accepted, changes)).report.passed;
  const { passed, failed } = (await runNewTests(sides, accepted, changes)).report;
  if (!isMuchLess(passed + failed, held)) return [];
  return [
    {
      severity: 'error',
      rule: 'integrity.fewer',
      path: change.path,
      expected: `the ${String(held)} accepted tests of files that changed, which still pass on this code`,
      actual: `${String(passed + failed)} tests\n${clip(diffOf(change), SHOWN)}`,
      message: `Of ${String(held)} accepted tests that still hold, ${String(passed + failed)} are left in the files that changed: put the others back, or have a person accept it.`,
      owner: changedBy(sides, change.path),
    },
  ];
};
