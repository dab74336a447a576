import { isError } from '../../domain/finding.ts';
import type { Finding } from '../../domain/finding.ts';
import { declaredTests } from '../code/declared-tests.ts';
import { asksForTests } from '../test/asks-for-tests.ts';
import { spliced } from '../code/splice.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { clip } from '../normalize.ts';
import type { Accepted } from './accepted.ts';
import type { Change } from './changes.ts';
import { changedBy, diffOf } from './compare.ts';
import type { Sides } from './compare.ts';
import { unifiedDiff } from './diff.ts';
import { countDeclared, firstWithFewer, lostWhenRun } from './fewer.ts';
import { hollowTests } from './hollow.ts';
import { compareKills, failsOnNothing } from './kills.ts';
import type { Kills } from './kills.ts';
import { lostTests } from './lost-tests.ts';
import { withSharers } from './shared.ts';
import { prepareTrials } from './suite-trials.ts';
import type { Prepared, SuiteTrials } from './suite-trials.ts';

/** What a comparison of two suites came to. */
export interface Comparison {
  readonly note: string;
  readonly findings: readonly Finding[];
  /** Whether it could be said that nothing was lost, or that something was. */
  readonly known: boolean;
}

/** Characters of each diff in a finding. */
const SHOWN = 700;
const MUTANTS_SHOWN = 3;

/**
 * Mutants that must live before the suite counts as weakened. One is enough: each was killed by the
 * accepted tests twice, and lived through the new ones twice.
 */
const WEAKENED_AT = 1;

const mutantDiff = ({ code }: SuiteTrials, mutant: Mutant): string => {
  const text = code.get(mutant.path) ?? '';
  return unifiedDiff(mutant.path, text, spliced(text, [mutant]));
};

/** Test files that stand as they were are looked at too where what they share changed. */
const isChange = ({ before, after }: Change): boolean => before !== after;

const weakenedFinding = (
  sides: Sides,
  changes: readonly Change[],
  trials: SuiteTrials,
  { survivors, blunt, file }: Kills,
): Finding => {
  const change = changes.find((each) => each.path === file && isChange(each)) ?? changes[0];
  const path = change?.path ?? file;
  const test = change === undefined ? '' : clip(diffOf(change), SHOWN);
  const living = survivors.length > 0 ? survivors : blunt;
  const mutants = living.slice(0, MUTANTS_SHOWN).map((mutant) => mutantDiff(trials, mutant));
  const [first] = living;
  const [none, left] =
    survivors.length > 0
      ? ['No test fails', 'none does']
      : ['None of the tests that changed fails', 'only other tests do'];
  return {
    severity: 'error',
    rule: 'integrity.weakened',
    ...(path === undefined ? {} : { path }),
    expected: 'tests that notice what the accepted ones noticed',
    actual: `${test}\n\n${none} any more when the code is changed like this:\n${clip(mutants.join('\n'), SHOWN)}`,
    message: `The accepted tests of ${path ?? 'the product'} failed when ${first?.path ?? 'the code'} was broken${first === undefined || first.scope === '' ? '' : ` in ${first.scope}`}; as they are now ${left}. Put back what was asserted, or assert as much in another way.`,
    owner: path === undefined ? asksForTests(sides.ctx) : changedBy(sides, path),
  };
};

/** Tests that compare the text of the code notice every change of it, and no fault. */
const textual = (sides: Sides, changes: readonly Change[]): Finding => {
  const change = changes.find(({ after }) => after !== undefined);
  return {
    severity: 'error',
    rule: 'integrity.weakened',
    ...(change === undefined ? {} : { path: change.path }),
    expected: 'tests of what the code does',
    actual: change === undefined ? 'other tests' : clip(diffOf(change), 2 * SHOWN),
    message:
      'The tests as they are now fail when a comment is put at the end of a code file: they test its text. Test what it does.',
    owner: change === undefined ? asksForTests(sides.ctx) : changedBy(sides, change.path),
  };
};

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

const namesIn = (path: string, text: string): readonly string[] =>
  declaredTests(path, text).map(({ name }) => name);

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
  const kills = await compareKills(sides, trials);
  if (kills.killed === 0) {
    return byNumber(
      sides,
      changes,
      `of ${String(kills.tried)} mutants the accepted tests kill none`,
    );
  }
  const { tried, killed, survivors, blunt } = kills;
  const note = `${String(killed)} of ${String(tried)} mutants are killed by the accepted tests, ${String(survivors.length)} of these live now`;
  const isWeakened = survivors.length >= WEAKENED_AT || (blunt.length > 0 && keepNames(changes));
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
