import type { Finding } from '../../domain/finding.ts';
import { declaredTests } from '../code/declared-tests.ts';
import { clip } from '../normalize.ts';
import type { TestReport } from '../test/report.ts';
import type { Accepted } from './accepted.ts';
import type { Change } from './changes.ts';
import { changedBy, diffOf } from './compare.ts';
import type { Sides } from './compare.ts';
import { runHeldTests, runNewTests } from './held-tests.ts';
import { bodiesIn } from './lost-tests.ts';

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

/** Whether every test of the files that changed still stands in one of them, but for its name. */
const sameTests = (changes: readonly Change[]): boolean => {
  const now = new Set(changes.flatMap(({ path, after = '' }) => bodiesIn(path, after)));
  return changes.every(({ path, before = '' }) =>
    bodiesIn(path, before).every((body) => now.has(body)),
  );
};

interface Runs {
  readonly held: Required<TestReport>;
  readonly now: Required<TestReport>;
}

const finding = (
  sides: Sides,
  change: Change,
  said: { readonly rule: string; readonly expected: string; readonly now: string },
  message: string,
): Finding => ({
  severity: 'error',
  rule: `integrity.${said.rule}`,
  path: change.path,
  expected: said.expected,
  actual: `${said.now}\n${clip(diffOf(change), SHOWN)}`,
  message,
  owner: changedBy(sides, change.path),
});

const fewerRun = (sides: Sides, change: Change, { held, now }: Runs): readonly Finding[] => {
  const left = now.passed + now.failed;
  if (!isMuchLess(left, held.passed)) return [];
  const expected = `the ${String(held.passed)} accepted tests of files that changed, which still pass on this code`;
  return [
    finding(
      sides,
      change,
      { rule: 'fewer', expected, now: `${String(left)} tests` },
      `Of ${String(held.passed)} accepted tests that still hold, ${String(left)} are left in the files that changed: put the others back, or have a person accept it.`,
    ),
  ];
};

const moreSkipped = (sides: Sides, change: Change, { held, now }: Runs): readonly Finding[] => {
  const more = now.skipped - held.skipped;
  if (more <= 0 || now.passed >= held.passed) return [];
  const expected = 'no test left out that was accepted as running';
  return [
    finding(
      sides,
      change,
      { rule: 'skipped', expected, now: `${String(now.skipped)} tests are skipped when they run` },
      `When they run, ${String(more)} more tests are skipped than of the accepted ones: let them run again.`,
    ),
  ];
};

/**
 * Where mutants show no difference, since a sample of them can't show all that tests noticed: that
 * tests of files that changed, which would still pass on the code as it is now, are skipped when
 * they run; or that more than a third are not run any more, though no text says so, or since they
 * are gone. Tests are counted where they run, so that those of a table count.
 */
export const lostWhenRun = async (
  sides: Sides,
  accepted: Accepted,
  changes: readonly Change[],
): Promise<readonly Finding[]> => {
  const declared = [countDeclared(changes, 'after'), countDeclared(changes, 'before')] as const;
  const [fewer, first] = [firstWithFewer(changes), changes[0]];
  const change = fewer ?? first;
  if (change === undefined) return [];
  const held = (await runHeldTests(sides, accepted, changes)).report;
  const now = (await runNewTests(sides, accepted, changes)).report;
  const runs = { held, now };
  const skipped = moreSkipped(sides, change, runs);
  if (skipped.length > 0) return skipped;
  const counts = (fewer !== undefined && isMuchLess(...declared)) || sameTests(changes);
  return counts ? fewerRun(sides, change, runs) : [];
};
