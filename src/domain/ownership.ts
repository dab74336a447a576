import type { PersonaId } from './persona.ts';
import type { TreePath } from './tree.ts';

/** Whether a path matches a glob (`*`, `**`, `?`, `{a,b}`; dot files match too). */
export type Matches = (glob: string, path: string) => boolean;

/** Who may write what: a persona and its globs. */
export interface Territory {
  readonly persona: PersonaId;
  readonly owns: readonly string[];
}

/** Characters before the first wildcard: the longer, the more specific. */
const specificity = (glob: string): number => {
  const wildcard = glob.search(/[*?{[]/);
  return wildcard === -1 ? glob.length + 1 : wildcard;
};

/**
 * The personas that may write a path: those with the most specific matching glob, so that `**`
 * yields to `tests/**`. Empty when nobody may.
 */
export const ownersOf = (
  path: TreePath,
  territories: readonly Territory[],
  matches: Matches,
): readonly PersonaId[] => {
  const claims = territories.flatMap(({ persona, owns }) => {
    const fits = owns.filter((glob) => matches(glob, path)).map(specificity);
    return fits.length === 0 ? [] : [{ persona, rank: Math.max(...fits) }];
  });
  const best = Math.max(...claims.map(({ rank }) => rank));
  return claims.filter(({ rank }) => rank === best).map(({ persona }) => persona);
};
