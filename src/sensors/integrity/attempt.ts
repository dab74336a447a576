import { isError } from '../../domain/finding.ts';
import type { Finding } from '../../domain/finding.ts';
import type { SenseContext } from '../sensor.ts';
import { acceptedTests } from './accepted.ts';
import { changesIn } from './changes.ts';
import { lostFiles, newSkips } from './compare.ts';
import { changesShared } from './shared.ts';
import { compareSuites } from './weakened.ts';

/**
 * What tests of the best attempt of this phase noticed and those of now do not: else a pass could
 * be reached by weakening, between two attempts, tests that no gate has accepted yet. Settings may
 * differ, since an attempt often fails for them.
 */
export const weakenedSince = async (ctx: SenseContext): Promise<readonly Finding[]> => {
  const { attempt } = ctx;
  if (attempt === undefined || attempt.treeDigest === ctx.baseline?.treeDigest) return [];
  const then = await acceptedTests(attempt);
  if (then === undefined) return [];
  const sides = { ctx, baseline: attempt };
  const tests = await changesIn(ctx, attempt, then.convention.isTest);
  if (!changesShared(tests) && tests.every(({ before }) => before === undefined)) return [];
  const { findings } = await compareSuites(sides, then, tests);
  return [...lostFiles(sides, tests), ...newSkips(sides, tests), ...findings]
    .filter(isError)
    .map((finding) => ({
      ...finding,
      message: `Held against the best attempt of this phase so far: ${finding.message}`,
    }));
};

/** Findings, with those of others that say something else or of another file. */
export const alsoFound = (
  findings: readonly Finding[],
  more: readonly Finding[],
): readonly Finding[] => [
  ...findings,
  ...more.filter(
    ({ rule, path }) => !findings.some((known) => known.rule === rule && known.path === path),
  ),
];
