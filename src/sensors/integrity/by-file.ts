import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { TreePath } from '../../domain/tree.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { HINTS, readHints, thatRan } from '../trials/covered.ts';
import type { Ran } from '../trials/covered.ts';
import { reachable } from '../trials/reachable.ts';
import { runTrial } from '../trials/trial.ts';
import type { Trial } from '../trials/trial.ts';
import { atSeats, isOver, killsOf } from './bench.ts';
import type { Bench, Seat, Tally } from './bench.ts';
import type { SuiteTrials } from './suite-trials.ts';

/** Suites that take no longer, in ms, are run as a whole. */
const SLOW_MS = 2_000;
/** Files that are run alone at most, and the time in which the last may start, in ms. */
const FILES_MAX = 30;
const ALONE_MS = 15_000;
/** For all of this, in ms, of the time for mutants: the rest is left to whole suites. */
const QUICK_MS = 40_000;

/** An accepted test file that passes alone. */
export interface Single {
  readonly file: TreePath;
  readonly ms: number;
  readonly ran: Ran;
}

export interface Pair {
  readonly single: Single;
  readonly mutant: Mutant;
}

type Alone = NonNullable<SuiteTrials['alone']>;

/** What each file may take on a mutant. */
const wallOf = ({ ms }: Single): number => 3 * ms + 2_000;

const singlesOf = async (bench: Bench, alone: Alone): Promise<readonly Single[]> => {
  const { sides, trials } = bench;
  const until = Date.now() + ALONE_MS;
  const singles: Single[] = [];
  const measure = async ({ old }: Seat, file: TreePath): Promise<void> => {
    await rm(path.join(old.dir, HINTS), { recursive: true, force: true });
    const trial = { ...old, argv: alone(file) };
    const { exitCode, ms } = await runTrial(sides.ctx, trial, trials.ms + 2_000, true);
    if (exitCode === 0) singles.push({ file, ms, ran: await readHints(old.dir) });
  };
  await atSeats(bench, trials.lost.slice(0, FILES_MAX), () => Date.now() > until, measure);
  return singles;
};

/**
 * Which file is tried on which mutant: each gets the same share of time, so that quick ones get more
 * turns. First what is known to run the mutant; where no file is, all that may.
 */
export const pairsOf = (
  singles: readonly Single[],
  mutants: readonly Mutant[],
): readonly Pair[] => {
  const hits = singles.map(({ ran }) => thatRan(ran, mutants));
  const unseen = mutants.filter((mutant) => hits.every((hit) => !hit.has(mutant)));
  const known = singles.map((single, at) => ({
    single,
    own: mutants.filter((mutant) => hits[at]?.has(mutant)),
  }));
  const unknown = singles.map((single) => {
    const may = new Set(reachable(unseen, single.ran, unseen.length, ''));
    return { single, own: unseen.filter((mutant) => may.has(mutant)) };
  });
  return [known, unknown].flatMap((files) =>
    files
      .flatMap(({ single, own }) =>
        own.map((mutant, turn) => ({ single, mutant, cost: (turn + 1) * single.ms })),
      )
      .sort((a, b) => a.cost - b.cost)
      .map(({ single, mutant }) => ({ single, mutant })),
  );
};

/** Files as they are now, alone: whether each is there and passes is asked once. */
const presentOf = (
  { sides, trials }: Bench,
  alone: Alone,
): ((now: Trial, single: Single) => Promise<Trial | undefined>) => {
  const passes = new Map<TreePath, Promise<boolean>>();
  return async (now, single) => {
    const { file } = single;
    if (!trials.fresh.includes(file)) return undefined;
    const trial = { ...now, argv: alone(file) };
    const known =
      passes.get(file) ??
      runTrial(sides.ctx, trial, wallOf(single)).then(({ exitCode }) => exitCode === 0);
    passes.set(file, known);
    return (await known) ? trial : undefined;
  };
};

/**
 * Where a suite is slow, its files are tried one by one: a mutant that an accepted file kills alone,
 * and the same file as it is now, is noticed; if that one does not, all tests that changed are asked.
 */
export const tryByFile = async (
  bench: Bench,
  mutants: readonly Mutant[],
  tally: Tally,
): Promise<void> => {
  const { alone, lost, ms } = bench.trials;
  if (alone === undefined || lost.length < 2 || ms <= SLOW_MS) return;
  const until = Date.now() + QUICK_MS;
  const pairs = pairsOf(await singlesOf(bench, alone), mutants);
  const present = presentOf(bench, alone);
  const tryPair = async ({ old, now }: Seat, { single, mutant }: Pair): Promise<void> => {
    if (tally.killed.has(mutant)) return;
    tally.tried.add(mutant);
    const brief = { ...bench, wallMs: wallOf(single) };
    const killed = await killsOf(brief, { ...old, argv: alone(single.file) }, mutant, 'old');
    // Another file may have done so meanwhile.
    if (!killed || tally.killed.has(mutant)) return;
    tally.killed.set(mutant, single.file);
    const own = await present(now, single);
    if (own !== undefined && (await killsOf(brief, own, mutant, 'new'))) return;
    if (!(await killsOf(bench, now, mutant, 'new'))) tally.living.add(mutant);
  };
  await atSeats(bench, pairs, () => isOver(tally, until), tryPair);
};
