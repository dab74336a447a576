import type { TreePath } from '../../domain/tree.ts';
import { keyOf } from '../mutants/mutant.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { mutantsOf } from '../mutants/mutants-of.ts';
import { putFile } from '../put-file.ts';
import type { Sides } from './compare.ts';
import { namedFirst } from '../trials/reachable.ts';
import { FIRST_MS } from './suite-trials.ts';
import type { SuiteTrials } from './suite-trials.ts';
import { atOnce, kills, runTrial } from '../trials/trial.ts';
import type { Trial } from '../trials/trial.ts';

/** Mutants that are tried at most, and the time for all of them, in ms. */
const MUTANTS_MAX = 60;
const MUTANTS_MS = 60_000;
/** When so many live, no more are tried: they show enough. */
const LIVING_MAX = 4;
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
  /** The accepted test file that kills the first of them. */
  readonly file?: TreePath;
}

/** The mutant in the code that the new suite runs over; `undefined` when that place is gone. */
type Counterpart = (mutant: Mutant) => Mutant | undefined;

type Code = SuiteTrials['code'];

const changedIn = (now: Code, before: Code): Code =>
  new Map([...now].filter(([path, text]) => before.get(path) !== text));

const placeOf = ({ path, scope }: Mutant): string => `${path} ${scope}`;

const counterparts = async (
  { ctx }: Sides,
  { code, newCode, present }: SuiteTrials,
): Promise<Counterpart> => {
  const others = new Map<string, Mutant[]>();
  for (const mutant of await mutantsOf(ctx, ctx.tree, changedIn(newCode, code))) {
    const key = keyOf(mutant);
    others.set(key, [...(others.get(key) ?? []), mutant]);
  }
  const left = await mutantsOf(ctx, ctx.tree, changedIn(present, code));
  const places = new Set(left.map(placeOf));
  return (mutant) => {
    const { path } = mutant;
    // Tests may go with the function that they were for.
    if (present.get(path) !== code.get(path) && !places.has(placeOf(mutant))) return undefined;
    if (newCode.get(path) === code.get(path)) return mutant;
    const found = others.get(keyOf(mutant)) ?? [];
    return found.length === 1 ? found[0] : undefined;
  };
};

interface Bench {
  readonly sides: Sides;
  readonly trials: SuiteTrials;
  readonly counterpart: Counterpart;
  readonly wallMs: number;
}

const killsOf = (
  { sides, trials, wallMs, counterpart }: Bench,
  trial: Trial,
  mutant: Mutant,
  side: 'old' | 'new',
): Promise<boolean> => {
  const here = side === 'old' ? mutant : counterpart(mutant);
  const text = (side === 'old' ? trials.code : trials.newCode).get(mutant.path);
  // Code that is gone can't be judged by the new tests.
  if (here === undefined || text === undefined) return Promise.resolve(true);
  return kills(sides.ctx, trial, here, text, wallMs);
};

interface Tally {
  tried: number;
  killed: number;
  readonly living: Mutant[];
}

/** Takes mutants from a queue until it is empty or the time is over. */
const work = async (
  bench: Bench,
  queue: Iterator<Mutant>,
  until: number,
  tally: Tally,
): Promise<void> => {
  const [old, now] = [await bench.trials.old(), await bench.trials.now()];
  for (let next = queue.next(); next.done !== true; next = queue.next()) {
    if (Date.now() > until || tally.living.length >= LIVING_MAX) return;
    tally.tried += 1;
    if (!(await killsOf(bench, old, next.value, 'old'))) continue;
    tally.killed += 1;
    if (!(await killsOf(bench, now, next.value, 'new'))) tally.living.push(next.value);
  }
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
  { killed, living }: Tally,
): Promise<Pick<Kills, 'survivors' | 'blunt'>> => {
  const { sides, trials } = bench;
  if (living.length === 0) return { survivors: [], blunt: [] };
  const whole = await trials.all();
  const green = await runTrial(sides.ctx, whole, CONFIRM_MS);
  // Tests elsewhere that fail anyway would seem to kill everything.
  const now = green.exitCode === 0 ? whole : await trials.now();
  const patient = { ...bench, wallMs: Math.max(bench.wallMs, 3 * green.ms + 2_000) };
  const survivors = await livingThrough(patient, now, living);
  const isMost = ({ length }: readonly Mutant[]): boolean =>
    length >= BLUNT_AT && length * 2 > killed;
  if (survivors.length > 0 || !isMost(living)) return { survivors, blunt: [] };
  const again = await livingThrough(patient, await trials.now(), living);
  return { survivors, blunt: isMost(again) ? again : [] };
};

const killerOf = async (
  bench: Bench,
  mutant: Mutant | undefined,
): Promise<TreePath | undefined> => {
  const { lost } = bench.trials;
  if (mutant === undefined || lost.length === 1) return lost[0];
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
export const compareKills = async (sides: Sides, trials: SuiteTrials): Promise<Kills> => {
  const { ctx, baseline } = sides;
  const mutants = await mutantsOf(ctx, baseline.tree, trials.code);
  const counterpart = await counterparts(sides, trials);
  const bench = { sides, trials, counterpart, wallMs: 3 * trials.ms + 2_000 };
  const seed = `${baseline.treeDigest} ${ctx.treeDigest}`;
  const queue = namedFirst(mutants, trials, MUTANTS_MAX, seed).values();
  const tally: Tally = { tried: 0, killed: 0, living: [] };
  const until = Date.now() + MUTANTS_MS;
  await Promise.all(Array.from({ length: atOnce(ctx) }, () => work(bench, queue, until, tally)));
  const { survivors, blunt } = await confirmed(bench, tally);
  const file = await killerOf(bench, survivors[0] ?? blunt[0]);
  const { tried, killed } = tally;
  return { tried, killed, survivors, blunt, ...(file === undefined ? {} : { file }) };
};
