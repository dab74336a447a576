import { isError } from '../../domain/finding.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Accepted } from './accepted.ts';
import type { Change } from './changes.ts';
import { changedBy } from './compare.ts';
import type { Sides } from './compare.ts';
import { countDeclared, firstWithFewer, lostWhenRun } from './fewer.ts';
import { hollowTests } from './hollow.ts';
import { compareKills, failsOnNothing } from './kills.ts';
import { lostTests } from './lost-tests.ts';
import { withSharers } from './shared.ts';
import { prepareTrials } from './suite-trials.ts';
import type { Prepared, SuiteTrials } from './suite-trials.ts';
import { namesIn } from './test-names.ts';
import { textual, weakenedFinding } from './weakened-finding.ts';

/** What a comparison of two suites came to. */
export interface Comparison {
  readonly note: string;
  readonly findings: readonly Finding[];
  /** Whether it could be said that nothing was lost, or that something was. */
  readonly known: boolean;
}

/**
 * Mutants that must live before the suite counts as weakened. One is enough: each was killed by the
 * accepted tests twice, and lived through the new ones twice.
 */
const WEAKENED_AT = 1;

/** Where suites can't be compared by what they notice, their number is what is left. */
const byNumber = (sides: Sides, changes: readonly Change[], why: string): Comparison => {
  const note = `not compared by mutants: ${why}`;
  const [before, after] = [countDeclared(changes, 'before'), countDeclared(changes, 'after')];
  const change = firstWithFewer(changes) ?? changes[0];
  if (change === undefined) return { note, findings: [], known: false };
  const fewer = after < before;
  const finding: Finding = {
    severity: fewer ? 'error' : 'warning',
    rule: fewer ? 'integrity.fewer' : 'integrity.not_compared',
    path: change.path,
    expected: fewer
      ? `at least ${String(before)} tests`
      : 'tests that can be held against the accepted ones',
    actual: fewer ? String(after) : why,
    message: fewer
      ? `Test files that changed have ${String(after)} tests now and had ${String(before)}; whether they notice as much can't be told (${why}). Put the others back.`
      : `Tests changed, and whether they notice as much as the accepted ones can't be told: ${why}.`,
    owner: changedBy(sides, change.path),
  };
  return { note, findings: [finding], known: false };
};

/**
 * Whether most tests that are not what they were still stand there by name. Tests that are gone
 * because others ask the same may be gone; hollow ones in their place pretend.
 */
const keepNames = (changes: readonly Change[]): boolean => {
  const left = new Set(changes.flatMap(({ path, after = '' }) => namesIn(path, after)));
  const lost = [...lostTests(changes)].flatMap(([path, text]) => namesIn(path, text));
  return lost.filter((name) => left.has(name)).length * 2 > lost.length;
};

const byKills = async (
  sides: Sides,
  changes: readonly Change[],
  trials: SuiteTrials,
): Promise<Comparison> => {
  if (await failsOnNothing(sides, trials)) {
    return { note: 'tests fail on a comment', findings: [textual(sides, changes)], known: true };
  }
  const kills = await compareKills(sides, changes, trials);
  if (kills.killed === 0) {
    return byNumber(
      sides,
      changes,
      `of ${String(kills.tried)} mutants the accepted tests kill none`,
    );
  }
  const { tried, killed, survivors, blunt, dulled } = kills;
  const note = `${String(killed)} of ${String(tried)} mutants are killed by the accepted tests, ${String(survivors.length)} of these live now`;
  const isWeakened =
    survivors.length >= WEAKENED_AT ||
    (blunt.length > 0 && keepNames(changes)) ||
    dulled.names.length > 0;
  const findings = isWeakened ? [weakenedFinding(sides, changes, trials, kills)] : [];
  return { note, findings, known: true };
};

const comparedBy = async (
  sides: Sides,
  changes: readonly Change[],
  prepared: Prepared,
): Promise<Comparison> => {
  if (prepared.kind === 'ready') return byKills(sides, changes, prepared.trials);
  return prepared.kind === 'unneeded'
    ? { note: prepared.why, findings: [], known: true }
    : byNumber(sides, changes, prepared.why);
};

/** Holds the tests as they are against the accepted ones, by what each of them notices. */
export const compareSuites = async (
  sides: Sides,
  accepted: Accepted,
  changed: readonly Change[],
): Promise<Comparison> => {
  const changes = await withSharers(sides, accepted, changed);
  const prepared = await prepareTrials(sides, accepted, changes);
  const hollow = prepared.kind === 'unneeded' ? [] : await hollowTests(sides, accepted, changes);
  if (hollow.length > 0) {
    return { note: 'tests pass whatever they assert', findings: hollow, known: true };
  }
  const compared = await comparedBy(sides, changes, prepared);
  if (compared.findings.some(isError)) return compared;
  const lost = await lostWhenRun(sides, accepted, changes);
  return lost.length === 0 ? compared : { ...compared, findings: lost, known: true };
};
