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
