import type { Tree, TreePath } from '../../domain/tree.ts';
import { declaredTests } from '../code/declared-tests.ts';
import { frameworkOf } from '../test/canary/framework.ts';
import { readText } from '../tree-files.ts';
import type { Accepted } from './accepted.ts';
import type { Change } from './changes.ts';
import type { Sides } from './compare.ts';
import { holdsSettings } from './configuration.ts';
import { codeIn, testFilesOf, withTests } from '../trials/code-files.ts';
import { readHints } from '../trials/covered.ts';
import type { Ran } from '../trials/covered.ts';
import { lostTests } from './lost-tests.ts';
import { changesShared } from './shared.ts';
import { commandFor, runsFiles } from '../trials/suites.ts';
import { runTrial, setUp } from '../trials/trial.ts';
import type { Trial } from '../trials/trial.ts';

/** A tree with the files that fit taken from another. */
export const mixed = (base: Tree, other: Tree, fits: (path: TreePath) => boolean): Tree =>
  new Map([
    ...[...base].filter(([path]) => !fits(path)),
    ...[...other].filter(([path]) => fits(path)),
  ]);

/** The accepted suite and the new one, each over code that it passes on. */
export interface SuiteTrials {
  /** The tests that are no longer what they were, over the accepted code. */
  readonly old: () => Promise<Trial>;
  /** One file of these alone: to tell who is to mend it. */
  readonly oldFile: (path: TreePath) => Promise<Trial>;
  /** The command for one file alone; `undefined` where only the product's own is known. */
  readonly alone: ((path: TreePath) => Trial['argv']) | undefined;
  /** Tests that have changed or come new. */
  readonly now: () => Promise<Trial>;
  /** All tests as they are now. */
  readonly all: () => Promise<Trial>;
  readonly lost: readonly TreePath[];
  /** Files as they are now that have changed or come new, with tests in them. */
  readonly fresh: readonly TreePath[];
  /** The accepted code, by path. */
  readonly code: ReadonlyMap<TreePath, string>;
  /** The code that the new suite runs over. */
  readonly newCode: ReadonlyMap<TreePath, string>;
  /** The code as it is now. */
  readonly present: ReadonlyMap<TreePath, string>;
  readonly ran: Ran;
  /** Words of the tests that are no longer what they were: names of what they are for. */
  readonly words: ReadonlySet<string>;
  /** Of a run of each without a mutant, in ms; the longer one. */
  readonly ms: number;
}

export type Prepared =
  | { readonly kind: 'ready'; readonly trials: SuiteTrials }
  | { readonly kind: 'unneeded' | 'impossible'; readonly why: string };

/** Texts of the accepted suite to run: what was lost, and all of it where what tests share changed. */
const oldTexts = async (
  { baseline }: Sides,
  { convention }: Accepted,
  changes: readonly Change[],
): Promise<ReadonlyMap<TreePath, string>> => {
  const lost = lostTests(changes);
  if (!changesShared(changes)) return lost;
  const texts = new Map<TreePath, string>();
  for (const path of await testFilesOf(baseline, convention.isTest)) {
    texts.set(path, await readText(baseline, path));
  }
  return texts;
};

const wordsIn = (texts: ReadonlyMap<TreePath, string>): ReadonlySet<string> =>
  new Set(
    [...texts].flatMap(([path, text]) =>
      declaredTests(path, text).flatMap(
        ({ start, end }) => text.slice(start, end).match(/[A-Za-z_]\w*/g) ?? [],
      ),
    ),
  );

/** The folder that is there already, then new ones. */
const onceMore = (first: Trial, make: () => Promise<Trial>): (() => Promise<Trial>) => {
  let spare: Trial | undefined = first;
  return () => {
    const trial = spare;
    spare = undefined;
    return trial === undefined ? make() : Promise.resolve(trial);
  };
};

/** The longest that a suite may take without a mutant, in ms. */
export const FIRST_MS = 30_000;

/** Sets up what is compared, and sees that each suite passes before anything is changed. */
export const prepareTrials = async (
  sides: Sides,
  accepted: Accepted,
  changes: readonly Change[],
): Promise<Prepared> => {
  const { ctx, baseline } = sides;
  const { convention, script, step } = accepted;
  const { isTest } = convention;
  const texts = await oldTexts(sides, accepted, changes);
  const [firstText] = texts.values();
  if (firstText === undefined) {
    return { kind: 'unneeded', why: 'tests differ by name, place or form only, or are new' };
  }
  const framework = frameworkOf(script, firstText);
  const command = (files: readonly TreePath[]) => commandFor(framework, script, step, files);
  const lost = [...texts.keys()];
  const first = await setUp(ctx, baseline.tree, texts, command(lost));
  const green = await runTrial(ctx, first, FIRST_MS, true);
  if (green.exitCode !== 0) {
    return {
      kind: 'impossible',
      why: 'the accepted tests that changed do not pass on the accepted code',
    };
  }
  const fresh = changes.flatMap(({ path, after }) => (withTests(path, after) ? [path] : []));
  const tests = (path: TreePath): boolean =>
    isTest(path) || (holdsSettings(path) && path !== 'package.json');
  const none = new Map<TreePath, string>();
  for (const tree of [mixed(baseline.tree, ctx.tree, tests), ctx.tree]) {
    const second = await setUp(ctx, tree, none, command(fresh));
    const run = fresh.length === 0 ? undefined : await runTrial(ctx, second, FIRST_MS);
    if (run !== undefined && run.exitCode !== 0) continue;
    const code = await codeIn(baseline, isTest);
    const present = await codeIn(ctx, isTest);
    const all = await testFilesOf(ctx, isTest);
    const trials: SuiteTrials = {
      old: onceMore(first, () => setUp(ctx, baseline.tree, texts, command(lost))),
      oldFile: (path) =>
        setUp(ctx, baseline.tree, new Map([[path, texts.get(path) ?? '']]), command([path])),
      alone: runsFiles(framework) ? (path) => command([path]) : undefined,
      now: onceMore(second, () => setUp(ctx, tree, none, command(fresh))),
      all: () => setUp(ctx, tree, none, command(all)),
      lost,
      fresh,
      code,
      newCode: tree === ctx.tree ? present : code,
      present,
      ran: await readHints(first.dir),
      words: wordsIn(texts),
      ms: Math.max(green.ms, run?.ms ?? 0),
    };
    return { kind: 'ready', trials };
  }
  return {
    kind: 'impossible',
    why: 'the tests as they are now pass neither on the accepted code nor on this',
  };
};
