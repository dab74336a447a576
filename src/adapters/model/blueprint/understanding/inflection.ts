import { remembering } from './remember.ts';
import { INVARIANT } from './words/invariant.ts';
import { IRREGULAR_PLURALS } from './words/irregular-plurals.ts';

const US_PLURALS = /(stat|camp|bon|vir|cens|corp|syllab|radi|foc|cact|octop|chor|prospect)uses$/;

function stripPlural(word: string): string {
  const irregular = IRREGULAR_PLURALS.get(word);
  if (irregular !== undefined) return irregular;
  if (word.length < 4 || !word.endsWith('s') || INVARIANT.has(word)) return word;
  if (/(ss|us|is)$/.test(word)) return word;
  if (US_PLURALS.test(word)) return word.slice(0, -2);
  if (/[^aeiou]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(sses|shes|ches|xes|zzes)$/.test(word)) return word.slice(0, -2);
  if (/[^aeiou]oes$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

function findSingular(word: string): string {
  let current = word;
  for (let round = 0; round < 3; round += 1) {
    const next = stripPlural(current);
    if (next === current) return current;
    current = next;
  }
  return current;
}

/** The singular of a lower-case English noun; applying it twice changes nothing more. */
export const singular = remembering(findSingular);

/** Whether the word is a plural form that has a different singular. */
export function isPlural(word: string): boolean {
  return singular(word) !== word;
}
