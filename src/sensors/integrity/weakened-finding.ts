import type { Finding } from '../../domain/finding.ts';
import { asksForTests } from '../test/asks-for-tests.ts';
import { spliced } from '../code/splice.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { clip } from '../normalize.ts';
import type { Change } from './changes.ts';
import { changedBy, diffOf } from './compare.ts';
import type { Sides } from './compare.ts';
import { unifiedDiff } from './diff.ts';
import type { Kills } from './kills.ts';
import type { SuiteTrials } from './suite-trials.ts';
import { namesIn } from './test-names.ts';

/** Characters of each diff in a finding. */
const SHOWN = 700;
const MUTANTS_SHOWN = 3;
/** Characters of names of tests. */
const NAMES_SHOWN = 200;

const mutantDiff = ({ code }: SuiteTrials, mutant: Mutant): string => {
  const text = code.get(mutant.path) ?? '';
  return unifiedDiff(mutant.path, text, spliced(text, [mutant]));
};

/** The change of the file that has a test of a name now. */
export const changeWith = (changes: readonly Change[], name: string): Change | undefined =>
  changes.find(({ path, after }) => namesIn(path, after).includes(name));

/** Test files that stand as they were are looked at too where what they share changed. */
const isChange = ({ before, after }: Change): boolean => before !== after;

/** What lives, and what is said of the tests that let it live. */
const livingOf = ({ survivors, blunt, dulled }: Kills) => {
  if (survivors.length > 0) {
    return { living: survivors, none: 'No test fails', left: 'none does' };
  }
  if (blunt.length > 0) {
    return {
      living: blunt,
      none: 'None of the tests that changed fails',
      left: 'only other tests do',
    };
  }
  const names = clip(dulled.names.join(', '), NAMES_SHOWN);
  return {
    living: dulled.mutants,
    none: `Of the tests that changed some do not fail (${names})`,
    left: `these pass on it, and on half of what they failed on or more: ${names}`,
  };
};

/** Tests that let changes of the code live that the accepted ones notice. */
export const weakenedFinding = (
  sides: Sides,
  changes: readonly Change[],
  trials: SuiteTrials,
  kills: Kills,
): Finding => {
  const [dull] = kills.dulled.names;
  const file = dull === undefined ? kills.file : changeWith(changes, dull)?.path;
  const change = changes.find((each) => each.path === file && isChange(each)) ?? changes[0];
  const path = change?.path ?? file;
  const test = change === undefined ? '' : clip(diffOf(change), SHOWN);
  const { living, none, left } = livingOf(kills);
  const mutants = living.slice(0, MUTANTS_SHOWN).map((mutant) => mutantDiff(trials, mutant));
  const [first] = living;
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
export const textual = (sides: Sides, changes: readonly Change[]): Finding => {
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
