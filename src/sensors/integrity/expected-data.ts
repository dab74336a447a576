import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Finding } from '../../domain/finding.ts';
import type { TreePath } from '../../domain/tree.ts';
import { parseJson } from '../bounded/json.ts';
import { clip } from '../normalize.ts';
import { testFilesOf } from '../trials/code-files.ts';
import { readText } from '../tree-files.ts';
import type { Accepted } from './accepted.ts';
import { changesIn } from './changes.ts';
import type { Change } from './changes.ts';
import { changedBy, diffOf } from './compare.ts';
import type { Sides } from './compare.ts';
import { runHeldTests } from './held-tests.ts';
import { isSnapshot } from './snapshots.ts';

/** What tests compare with, kept in files of its own. */
const DATA = /\.(json|ya?ml|csv|tsv|txt|xml|html|svg|out|golden|expected|approved)$/;
/** These say what the product is, and change with it. */
const NO_DATA =
  /(^|\/)(package(-lock)?|tsconfig[^/]*|openapi)\.json$|(^|\/)requirements[^/]*\.txt$/;

/** This many files, and this part of those that tests name alike, is more than a change asks for. */
const LEAST = 2;
const WHOLESALE = 0.5;
const SHOWN = 1_200;

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** What a text says: for JSON its value, else its words. */
const meaningOf = (text: string): string => {
  const json = parseJson(text);
  return json.ok ? canonicalJson(json.value) : text.replace(/\s+/g, ' ').trim();
};

const saysOther = ({ before = '', after = '' }: Change): boolean =>
  meaningOf(before) !== meaningOf(after);

/** Of files of one name: whether most say something else. */
const isWholesale = (path: TreePath, changed: readonly Change[], all: readonly TreePath[]) => {
  const alike = (other: TreePath): boolean => nameOf(other) === nameOf(path);
  const rewritten = changed.filter((change) => alike(change.path)).length;
  return rewritten >= WHOLESALE * all.filter(alike).length;
};

const finding = (sides: Sides, changed: readonly Change[], first: Change): Finding => {
  const names = changed.map(({ path }) => path).join(', ');
  return {
    severity: 'error',
    rule: 'integrity.snapshots',
    path: first.path,
    expected: 'expected data that changes where the product was asked to',
    actual: clip(diffOf(first), SHOWN),
    message: `${String(changed.length)} files that accepted tests compare with say something else than was accepted (${clip(names, 200)}), and with the accepted ones these tests fail on the code as it is now: put back those that no requirement changes, and mend the code.`,
    owner: changedBy(sides, first.path),
  };
};

/**
 * Files that accepted tests name and compare with, most of which were written anew so that other
 * code passes: with what was accepted the same tests fail on it.
 */
export const rewrittenData = async (
  sides: Sides,
  accepted: Accepted,
): Promise<readonly Finding[]> => {
  const { ctx, baseline } = sides;
  const { isTest } = accepted.convention;
  const fits = (path: TreePath): boolean =>
    DATA.test(path) && !NO_DATA.test(path) && !isSnapshot(path) && baseline.tree.has(path);
  const rewritten = await changesIn(ctx, baseline, fits);
  if (rewritten.length < LEAST) return [];
  const tests = await testFilesOf(baseline, isTest);
  const texts = await Promise.all(tests.map((path) => readText(baseline, path)));
  const isNamed = (path: TreePath): boolean => texts.some((text) => text.includes(nameOf(path)));
  const all = [...baseline.tree.keys()].filter((path) => fits(path) && isNamed(path));
  const changed = rewritten.filter((change) => isNamed(change.path) && saysOther(change));
  const wholesale = changed.filter(({ path }) => isWholesale(path, changed, all));
  const [first] = wholesale;
  if (first === undefined || wholesale.length < LEAST) return [];
  const held = tests.map((path, at): Change => ({ path, before: texts[at] ?? '' }));
  const data = new Set(wholesale.map(({ path }) => path));
  const { exitCode } = await runHeldTests(sides, accepted, held, (path) => data.has(path));
  return exitCode === 0 ? [] : [finding(sides, wholesale, first)];
};
