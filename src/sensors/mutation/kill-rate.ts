import { mutantsOf } from '../mutants/mutants-of.ts';
import { OTHER_ERROR } from '../mutants/mutant.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { putFile } from '../put-file.ts';
import type { Readable } from '../project.ts';
import type { SenseContext } from '../sensor.ts';
import { codeIn } from '../trials/code-files.ts';
import { readHints } from '../trials/covered.ts';
import { reachable } from '../trials/reachable.ts';
import { commandFor } from '../trials/suites.ts';
import type { SuiteOf } from '../trials/suite-of.ts';
import { atOnce, kills, runTrial, setUp } from '../trials/trial.ts';
import type { Trial } from '../trials/trial.ts';
import type { TreePath } from '../../domain/tree.ts';

/** Mutants that are tried at most. */
const MUTANTS_MAX = 60;

/**
 * Only so many count, the first of the sample: so that a run that was a little slower comes to the
 * same. Fewer than the least say nothing.
 */
const LEAST = 6;
const STEPS = [60, 45, 30, 20, 15, 10, LEAST];

/** The sample of a file that has not changed is the same in any tree. */
const SEED = 'kill rate';

export interface KillRate {
  readonly tried: number;
  readonly killed: number;
  /** In the order of the sample. */
  readonly living: readonly Mutant[];
  readonly code: ReadonlyMap<TreePath, string>;
}

export type Rated =
  | { readonly kind: 'rated'; readonly rate: KillRate }
  | { readonly kind: 'unknown'; readonly why: string };

const unknown = (why: string): Rated => ({ kind: 'unknown', why });

interface Bench {
  readonly ctx: SenseContext;
  readonly code: ReadonlyMap<TreePath, string>;
  readonly make: () => Promise<Trial>;
  readonly wallMs: number;
  /** ms since the epoch. */
  readonly until: number;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

type Unchanged =
  | { readonly kind: 'passes'; readonly ms: number }
  | { readonly kind: 'unfit'; readonly why: string };

/**
 * Runs the tests over code with a comment at its end, which moves no place in it. Tests that fail on
 * that look at the text of code, and what they kill says nothing; where they pass they do so as they
 * are, and need no run of their own.
 */
const runUnchanged = async (
  ctx: SenseContext,
  trial: Trial,
  code: Bench['code'],
  until: number,
): Promise<Unchanged> => {
  const unfit = (why: string): Unchanged => ({ kind: 'unfit', why });
  const given = Math.max(1, until - Date.now());
  const late = unfit(`no time: the tests do not end within ${seconds(given)}`);
  for (const [file, text] of code) {
    await putFile(trial.dir, file, `${text}\n${file.endsWith('.py') ? '#' : '//'}\n`);
  }
  const run = await runTrial(ctx, trial, given, true);
  for (const [file, text] of code) await putFile(trial.dir, file, text);
  if (run.timedOut) return late;
  if (run.exitCode === 0) return { kind: 'passes', ms: run.ms };
  const plain = await runTrial(ctx, trial, Math.max(1, until - Date.now()));
  if (plain.timedOut) return late;
  return unfit(
    plain.exitCode === 0
      ? 'the tests fail when a comment is put at the end of a code file'
      : 'the tests do not pass as they are',
  );
};

/** What trying the least takes, in ms; a mutant that is killed may take half a run. */
const leastMs = (ctx: SenseContext, mutants: number, runMs: number): number =>
  (Math.min(LEAST, mutants) * runMs) / 2 / atOnce(ctx);

const noTime = (runMs: number, ms: number): Rated =>
  unknown(`no time: a run of the tests takes ${seconds(runMs)}, and ${seconds(ms)} were given`);

/** Whether each mutant of the queue was killed, by its place; those that time did not allow are absent. */
const tryAll = async (bench: Bench, first: Trial, queue: readonly Mutant[]): Promise<boolean[]> => {
  const { ctx, code, make, wallMs, until } = bench;
  const killed: boolean[] = [];
  let next = 0;
  const work = async (trial: Trial): Promise<void> => {
    while (next < queue.length && Date.now() < until) {
      const at = next;
      next += 1;
      const mutant = queue[at];
      if (mutant === undefined) return;
      const text = code.get(mutant.path) ?? '';
      killed[at] = await kills(ctx, trial, mutant, text, wallMs);
    }
  };
  const others = Array.from({ length: atOnce(ctx) - 1 }, async () => work(await make()));
  await Promise.all([work(first), ...others]);
  return killed;
};

/** The first answers without a gap, cut to a step; `undefined` when that is too few. */
const counted = (killed: readonly boolean[], all: number): readonly boolean[] | undefined => {
  // A place that time did not allow is a hole, which `findIndex` sees and `indexOf` does not.
  const gap = killed.findIndex((answer: boolean | undefined) => answer === undefined);
  const whole = gap < 0 ? killed : killed.slice(0, gap);
  if (whole.length === all) return whole;
  const step = STEPS.find((size) => size <= whole.length);
  return step === undefined ? undefined : whole.slice(0, step);
};

/**
 * Which of a sample of small changes of a tree's code make its tests fail, in at most some ms.
 * @param knownMs what a run of these tests took before; 0 where that is not known
 */
export const killRate = async (
  ctx: SenseContext,
  side: Readable,
  suite: SuiteOf,
  ms: number,
  knownMs = 0,
): Promise<Rated> => {
  const until = Date.now() + ms;
  const { framework, script, step, tests, convention } = suite;
  const code = await codeIn(side, convention.isTest);
  const argv = commandFor(framework, script, step, tests);
  const all = await mutantsOf(ctx, side.tree, code);
  const mutants = all.filter(({ operator }) => operator !== OTHER_ERROR);
  if (knownMs + leastMs(ctx, mutants.length, knownMs) > ms) return noTime(knownMs, ms);
  const make = (): Promise<Trial> => setUp(ctx, side.tree, new Map(), argv);
  const first = await make();
  const unchanged = await runUnchanged(ctx, first, code, until);
  if (unchanged.kind === 'unfit') return unknown(unchanged.why);
  const bench = { ctx, code, make, wallMs: 3 * unchanged.ms + 2_000, until };
  const queue = reachable(mutants, await readHints(first.dir), MUTANTS_MAX, SEED);
  if (queue.length === 0) return unknown('no code that the tests reach could be changed');
  if (Date.now() + leastMs(ctx, queue.length, unchanged.ms) > until)
    return noTime(unchanged.ms, ms);
  const answers = counted(await tryAll(bench, first, queue), queue.length);
  if (answers === undefined) {
    return unknown(`no time: too few mutants in the ${seconds(ms)} given`);
  }
  const living = queue.filter((_, at) => answers[at] === false);
  const killed = answers.filter((answer) => answer).length;
  return { kind: 'rated', rate: { tried: answers.length, killed, living, code } };
};
