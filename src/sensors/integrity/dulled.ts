import { withoutEscapes } from '../normalize.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { readReports } from '../test/formats/index.ts';
import { total } from '../test/report.ts';
import { runOn } from '../trials/trial.ts';
import type { Trial } from '../trials/trial.ts';
import { atSeats } from './bench.ts';
import type { Bench, Seat, Tally } from './bench.ts';
import type { Change } from './changes.ts';
import { counting, testsOn } from './held-tests.ts';
import { lostTests } from './lost-tests.ts';
import { namesIn, namesPrinted, standing } from './test-names.ts';
import type { Texts } from './test-names.ts';

/** Mutants that are looked at, and the time for all of them, in ms. */
const LOOKED_AT = 20;
const LOOKING_MS = 30_000;
/** A test that misses fewer may do so by chance. */
const MISSES = 3;

/** The tests that changed, as they were and as they are. */
interface Tests {
  readonly before: Texts;
  readonly after: Texts;
  /** Names of tests that stand in both, and of tests in these files that are as they were. */
  readonly standing: ReadonlySet<string>;
  readonly kept: ReadonlySet<string>;
}

const allNames = (texts: Texts): readonly string[] =>
  [...texts].flatMap(([path, text]) => namesIn(path, text));

const testsIn = (changes: readonly Change[]): Tests => {
  const [before, after] = [testsOn(changes, 'before'), testsOn(changes, 'after')];
  const lost = new Set(allNames(lostTests(changes)));
  const kept = new Set(allNames(before).filter((name) => !lost.has(name)));
  return { before, after, standing: standing(before, after), kept };
};

/** What tests of the same names say of one mutant. */
interface Said {
  readonly mutant: Mutant;
  /** Failed as they were accepted, and pass now. */
  readonly misses: readonly string[];
  /** Failed then and do now. */
  readonly notices: readonly string[];
}

interface Names {
  readonly failed: ReadonlySet<string>;
  readonly passed: ReadonlySet<string>;
}

const sayOf = async (
  { sides, trials, wallMs }: Bench,
  trial: Trial,
  mutant: Mutant,
  texts: Texts,
): Promise<Names> => {
  const text = trials.code.get(mutant.path) ?? '';
  const counted = { ...trial, argv: counting(trial.argv) };
  const { output } = await runOn(sides.ctx, counted, mutant, text, wallMs);
  const { failures, passes } = total(readReports(withoutEscapes(output)));
  const failed = failures.map(({ name }) => name);
  return { failed: namesPrinted(texts, failed), passed: namesPrinted(texts, passes) };
};

/** @param singly whether the file that killed a mutant alone is enough */
const lookAt = async (
  bench: Bench,
  { killed }: Tally,
  mutants: readonly Mutant[],
  tests: Tests,
  singly: boolean,
): Promise<readonly Said[]> => {
  const until = Date.now() + LOOKING_MS;
  const alone = singly ? bench.trials.alone : undefined;
  const { before, after } = tests;
  const said: Said[] = [];
  const look = async ({ old, now }: Seat, mutant: Mutant): Promise<void> => {
    const file = killed.get(mutant);
    const single = file === undefined || !after.has(file) ? undefined : alone?.(file);
    const over = (trial: Trial): Trial =>
      single === undefined ? trial : { ...trial, argv: single };
    const then = await sayOf(bench, over(old), mutant, before);
    const present = await sayOf(bench, over(now), mutant, after);
    const more = [...present.failed].filter((name) => !then.failed.has(name));
    // What a test asked, another may ask now.
    if (more.some((name) => !tests.kept.has(name))) return;
    const failed = [...then.failed].filter((name) => tests.standing.has(name));
    said.push({
      mutant,
      misses: failed.filter((name) => present.passed.has(name) && !present.failed.has(name)),
      notices: failed.filter((name) => present.failed.has(name)),
    });
  };
  await atSeats(bench, mutants, () => Date.now() > until, look);
  return said;
};

/** Tests that miss at least three mutants, and half of what they noticed. */
const dullIn = (said: readonly Said[]): readonly string[] => {
  const names = new Set(said.flatMap(({ misses }) => misses));
  return [...names].filter((name) => {
    const missed = said.filter(({ misses }) => misses.includes(name)).length;
    const noticed = said.filter(({ notices }) => notices.includes(name)).length;
    return missed >= MISSES && missed >= noticed;
  });
};

/** Tests that notice much less than they did. */
export interface Dulled {
  readonly names: readonly string[];
  /** What they miss. */
  readonly mutants: readonly Mutant[];
}

export const NONE: Dulled = { names: [], mutants: [] };

/**
 * Tests that kept their names and pass, twice, on half of the mutants that they failed on as they
 * were accepted, while no other test that changed came to fail there. It takes runners that name
 * their tests, and a new suite that fits the accepted code; others are not judged.
 */
export const dulledTests = async (
  bench: Bench,
  tally: Tally,
  changes: readonly Change[],
): Promise<Dulled> => {
  const { code, newCode } = bench.trials;
  const tests = testsIn(changes);
  if (newCode !== code || tests.standing.size === 0) return NONE;
  const killed = [...tally.killed.keys()].slice(0, LOOKED_AT);
  const first = await lookAt(bench, tally, killed, tests, true);
  const dull = dullIn(first);
  if (dull.length === 0) return NONE;
  const missed = first.filter(({ misses }) => misses.some((name) => dull.includes(name)));
  const mutants = missed.map(({ mutant }) => mutant);
  const again = await lookAt(bench, tally, mutants, tests, false);
  const names = dull.filter(
    (name) => again.filter(({ misses }) => misses.includes(name)).length >= MISSES,
  );
  const shown = again.filter(({ misses }) => misses.some((name) => names.includes(name)));
  return { names, mutants: shown.map(({ mutant }) => mutant) };
};
