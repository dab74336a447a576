import type { Mutant } from '../mutants/mutant.ts';
import { sampled } from '../mutants/sample.ts';
import { thatRan } from './covered.ts';
import type { Ran } from './covered.ts';

/** What ran first, then what no hint is known of: what surely did not run can't be killed. */
export const reachable = (
  mutants: readonly Mutant[],
  ran: Ran,
  most: number,
  seed: string,
): readonly Mutant[] => {
  const urls = [...ran.keys()];
  const seen = new Set(
    [...new Set(mutants.map(({ path }) => path))].filter((path) =>
      urls.some((url) => url.endsWith(`/${path}`)),
    ),
  );
  const hit = thatRan(ran, mutants);
  const covered = mutants.filter((mutant) => hit.has(mutant));
  const unknown = mutants.filter(({ path }) => !seen.has(path));
  const first = sampled(covered, most, seed);
  return [...first, ...sampled(unknown, most - first.length, seed)];
};

/** The part of them that functions named by tests may take at most. */
const NAMED = 2 / 3;

/**
 * Those of functions that tests name first, then others: where time ends early, what the tests are
 * for has been tried. @param words of the tests
 */
export const namedFirst = (
  mutants: readonly Mutant[],
  { ran, words }: { readonly ran: Ran; readonly words: ReadonlySet<string> },
  most: number,
  seed: string,
): readonly Mutant[] => {
  const isNamed = ({ scope }: Mutant): boolean => words.has(scope.split('.').at(-1) ?? '');
  const named = reachable(mutants.filter(isNamed), ran, Math.floor(NAMED * most), seed);
  const first = new Set(named);
  const others = mutants.filter((mutant) => !first.has(mutant));
  return [...named, ...reachable(others, ran, most - named.length, seed)];
};
