import type { Finding } from '../../domain/finding.ts';
import type { Tree } from '../../domain/tree.ts';
import { breakAssertions } from '../code/broken-assertions.ts';
import { clip } from '../normalize.ts';
import { randomWords } from '../test/canary/names.ts';
import type { Accepted } from './accepted.ts';
import type { Change } from './changes.ts';
import { changedBy, diffOf } from './compare.ts';
import type { Sides } from './compare.ts';
import { runAsAlways, runCounted, testsOn } from './held-tests.ts';
import type { HeldTests } from './held-tests.ts';
import { namesPrinted, standing } from './test-names.ts';
import type { Texts } from './test-names.ts';
import { changeWith } from './weakened-finding.ts';

/** Characters of a diff in a finding, and names in its message. */
const SHOWN = 1_200;
const NAMES_SHOWN = 200;

interface Suite {
  readonly tree: Tree;
  readonly texts: Texts;
  /** How its tests are run: in the next way those that the one before tells nothing of. */
  readonly ways: readonly Way[];
}

/** Runs a suite, with some texts in the place of its files. */
type Way = (sides: Sides, accepted: Accepted, suite: Suite, over: Texts) => Promise<HeldTests>;

const asAlways: Way = (sides, accepted, { tree }, over) => runAsAlways(sides, accepted, tree, over);
const changedOnly: Way = (sides, accepted, { tree, texts }, over) =>
  runCounted(sides, accepted, tree, texts, over);

/** What became of tests whose assertions were all made to fail. */
interface Tried {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
}

const triedIn = ({ report }: HeldTests, texts: Texts, names: readonly string[]): Tried => {
  const failing = namesPrinted(
    texts,
    report.failures.map(({ name }) => name),
  );
  const passing = namesPrinted(texts, report.passes);
  return {
    passed: names.filter((name) => passing.has(name) && !failing.has(name)),
    failed: names.filter((name) => failing.has(name)),
  };
};

const tryBroken = async (
  sides: Sides,
  accepted: Accepted,
  suite: Suite,
  names: ReadonlySet<string>,
): Promise<Tried> => {
  const reason = randomWords(3).join(' ');
  const broken = [...suite.texts].map(
    ([path, text]) => [path, breakAssertions(path, text, names, reason)] as const,
  );
  const over = new Map(broken.map(([path, { text }]) => [path, text]));
  const passed: string[] = [];
  const failed: string[] = [];
  let left = broken.flatMap(([, each]) => each.names);
  for (const way of suite.ways) {
    if (left.length === 0) break;
    const told = triedIn(await way(sides, accepted, suite, over), suite.texts, left);
    passed.push(...told.passed);
    failed.push(...told.failed);
    // A command that ends at the first failure tells nothing of the others.
    const known = new Set([...passed, ...failed]);
    left = left.filter((name) => !known.has(name));
  }
  return { passed, failed };
};

const said = (
  sides: Sides,
  changes: readonly Change[],
  names: readonly string[],
): readonly Finding[] => {
  const change = changeWith(changes, names[0] ?? '');
  if (change === undefined) return [];
  const { path } = change;
  return [
    {
      severity: 'error',
      rule: 'integrity.weakened',
      path,
      expected: 'tests that fail when what they assert does not hold',
      actual: clip(diffOf(change), SHOWN),
      message: `${String(names.length)} tests that changed pass though all of their own assertions were made to fail; the accepted ones of the same names fail so (${clip(names.join(', '), NAMES_SHOWN)}). Their assertions are not come to, not waited for, or their errors are caught: let each of them fail its test.`,
      owner: changedBy(sides, path),
    },
  ];
};

/**
 * Tests that kept their names and no longer notice what they assert: all of their own assertions
 * are made to fail, twice, and they pass; the accepted ones fail so. Tests that assert by helpers
 * only are not judged.
 */
export const hollowTests = async (
  sides: Sides,
  accepted: Accepted,
  changes: readonly Change[],
): Promise<readonly Finding[]> => {
  const before: Suite = {
    ...{ tree: sides.baseline.tree, texts: testsOn(changes, 'before') },
    ways: [changedOnly],
  };
  const after: Suite = {
    ...{ tree: sides.ctx.tree, texts: testsOn(changes, 'after') },
    ways: [asAlways, changedOnly],
  };
  let names = standing(before.texts, after.texts);
  for (const [suite, then] of [
    [after, 'passed'],
    [before, 'failed'],
    [after, 'passed'],
  ] as const) {
    if (names.size === 0) return [];
    names = new Set((await tryBroken(sides, accepted, suite, names))[then]);
  }
  return names.size === 0 ? [] : said(sides, changes, [...names]);
};
