import type { TreePath } from '../../domain/tree.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { mutantsOf } from '../mutants/mutants-of.ts';
import { putFile } from '../put-file.ts';
import { namedFirst } from '../trials/reachable.ts';
import { runTrial } from '../trials/trial.ts';
import type { Trial } from '../trials/trial.ts';
import { atSeats, benchOf, isOver, killsOf } from './bench.ts';
import type { Bench, Seat, Tally } from './bench.ts';
import { tryByFile } from './by-file.ts';
import type { Change } from './changes.ts';
import type { Sides } from './compare.ts';
import { dulledTests, NONE } from './dulled.ts';
import type { Dulled } from './dulled.ts';
import { FIRST_MS } from './suite-trials.ts';
import type { SuiteTrials } from './suite-trials.ts';

/** Mutants that are tried at most, and the time for all of them, in ms. */
const MUTANTS_MAX = 60;
const MUTANTS_MS = 60_000;
const CONFIRM_MS = 30_000;
/** So many mutants that only other tests notice are no chance. */
const BLUNT_AT = 3;

export interface Kills {
  readonly tried: number;
  /** Killed by the accepted suite. */
  readonly killed: number;
  /** Of these, what the new suite lets live, seen twice. */
  readonly survivors: readonly Mutant[];
  /**
   * What only tests that did not change kill still, seen twice, where that is most of what was
   * killed. Empty where there are survivors.
   */
  readonly blunt: readonly Mutant[];
  /** Where both are empty: tests that notice much less than they did, and what they miss. */
  readonly dulled: Dulled;
  /** The accepted test file that kills the first of them. */
  readonly file?: TreePath;
}

/** A mutant on the whole of each suite. */
const tryWhole = async (
  bench: Bench,
  { old, now }: Seat,
  mutant: Mutant,
  tally: Tally,
): Promise<void> => {
  tally.tried.add(mutant);
  if (!(await killsOf(bench, old, mutant, 'old'))) return;
  tally.killed.set(mutant, undefined);
  if (!(await killsOf(bench, now, mutant, 'new'))) tally.living.add(mutant);
};

/** Of these, what lives through other tests as well. */
const livingThrough = async (
  bench: Bench,
  now: Trial,
  living: readonly Mutant[],
): Promise<readonly Mutant[]> => {
  const until = Date.now() + CONFIRM_MS;
  const old = await bench.trials.old();
  const found: Mutant[] = [];
  for (const mutant of living) {
    if (found.length > 0 && Date.now() > until) break;
    const alive = !(await killsOf(bench, now, mutant, 'new'));
    if (alive && (await killsOf(bench, old, mutant, 'old'))) found.push(mutant);
  }
  return found;
};

const confirmed = async (
  bench: Bench,
  tally: Tally,
): Promise<Pick<Kills, 'survivors' | 'blunt'>> => {
  const { sides, trials } = bench;
  const living = [...tally.living];
  if (living.length === 0) return { survivors: [], blunt: [] };
  const whole = await trials.all();
  const green = await runTrial(sides.ctx, whole, CONFIRM_MS);
  // Tests elsewhere that fail anyway would seem to kill everything.
  const now = green.exitCode === 0 ? whole : await trials.now();
  const patient = { ...bench, wallMs: Math.max(bench.wallMs, 3 * green.ms + 2_000) };
  const survivors = await livingThrough(patient, now, living);
  const isMost = ({ length }: readonly Mutant[]): boolean =>
    length >= BLUNT_AT && length * 2 > tally.killed.size;
  if (survivors.length > 0 || !isMost(living)) return { survivors, blunt: [] };
  const again = await livingThrough(patient, await trials.now(), living);
  return { survivors, blunt: isMost(again) ? again : [] };
};

const killerOf = async (
  bench: Bench,
  mutant: Mutant | undefined,
  { killed }: Tally,
): Promise<TreePath | undefined> => {
  const { lost } = bench.trials;
  if (mutant === undefined || lost.length === 1) return lost[0];
  const known = killed.get(mutant);
  if (known !== undefined) return known;
  for (const path of lost) {
    if (await killsOf(bench, await bench.trials.oldFile(path), mutant, 'old')) return path;
  }
  return lost[0];
};

/**
 * Whether the new tests fail on a change that changes nothing, a comment at the end of each file:
 * then they look at the text of the code, and what they kill says nothing.
 */
export const failsOnNothing = async ({ ctx }: Sides, trials: SuiteTrials): Promise<boolean> => {
  const trial = await trials.all();
  if ((await runTrial(ctx, trial, FIRST_MS)).exitCode !== 0) return false;
  for (const [file, text] of trials.newCode) {
    await putFile(trial.dir, file, `${text}\n${file.endsWith('.py') ? '#' : '//'}\n`);
  }
  return (await runTrial(ctx, trial, FIRST_MS)).exitCode !== 0;
};

/**
 * What the accepted suite kills and the new one lets live: small changes of the code that made an
 * accepted test fail and make none fail any more. The same trees give the same mutants.
 */
export const compareKills = async (
  sides: Sides,
  changes: readonly Change[],
  trials: SuiteTrials,
): Promise<Kills> => {
  const { ctx, baseline } = sides;
  const mutants = await mutantsOf(ctx, baseline.tree, trials.code);
  const bench = await benchOf(sides, trials);
  const seed = `${baseline.treeDigest} ${ctx.treeDigest}`;
  const drawn = namedFirst(mutants, trials, MUTANTS_MAX, seed);
  const tally: Tally = { tried: new Set(), killed: new Map(), living: new Set() };
  const until = Date.now() + MUTANTS_MS;
  await tryByFile(bench, drawn, tally);
  const left = drawn.filter((mutant) => !tally.killed.has(mutant));
  const isTried = (mutant: Mutant): boolean => tally.tried.has(mutant);
  const queue = [...left.filter((mutant) => !isTried(mutant)), ...left.filter(isTried)];
  const over = (): boolean => isOver(tally, until);
  await atSeats(bench, queue, over, (seat, mutant) => tryWhole(bench, seat, mutant, tally));
  const { survivors, blunt } = await confirmed(bench, tally);
  const isSeen = survivors.length + blunt.length > 0;
  const dulled = isSeen ? NONE : await dulledTests(bench, tally, changes);
  const file = await killerOf(bench, survivors[0] ?? blunt[0], tally);
  const [tried, killed] = [tally.tried.size, tally.killed.size];
  return { tried, killed, survivors, blunt, dulled, ...(file === undefined ? {} : { file }) };
};
