import type { Token } from './token.ts';
import { isHiddenAdjective, isHiddenNoun } from './nouns.ts';
import { isHiddenVerb } from './verbs.ts';

/**
 * The tokens with the tags that their neighbours show: taggers know how often a word is a verb, not
 * that "notes" before "it" is one and "notes" behind "several" is none. Left to right, so that a
 * rule sees what the ones before it put right.
 */
export function retag(tokens: readonly Token[]): readonly Token[] {
  const mended = [...tokens];
  const at = (index: number): Token | undefined => mended[index];
  for (const [index, token] of tokens.entries()) {
    if (isHiddenVerb(at, index)) mended[index] = { ...token, tag: 'VERB' };
    else if (isHiddenAdjective(at, index)) mended[index] = { ...token, tag: 'ADJ' };
    else if (isHiddenNoun(at, index)) mended[index] = { ...token, tag: 'NOUN' };
  }
  return mended;
}
