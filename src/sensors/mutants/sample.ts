import { digestOf } from '../../ports/digests.ts';
import { keyOf } from './mutant.ts';
import type { Mutant } from './mutant.ts';

/**
 * Some of many mutants: the same for the same seed, and spread over functions, so that a long one
 * does not take all places.
 */
export const sampled = (
  mutants: readonly Mutant[],
  most: number,
  seed: string,
): readonly Mutant[] => {
  const ranked = mutants
    .map((mutant) => ({
      mutant,
      rank: digestOf(`${seed}\n${String(mutant.start)}\n${keyOf(mutant)}`),
    }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1));
  const turns = new Map<string, number>();
  return ranked
    .map(({ mutant, rank }) => {
      const scope = `${mutant.path} ${mutant.scope}`;
      const turn = turns.get(scope) ?? 0;
      turns.set(scope, turn + 1);
      return { mutant, rank, turn };
    })
    .sort((a, b) => a.turn - b.turn || (a.rank < b.rank ? -1 : 1))
    .slice(0, most)
    .map(({ mutant }) => mutant);
};
