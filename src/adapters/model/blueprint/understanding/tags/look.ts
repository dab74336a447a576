import { isPlural } from '../inflection.ts';
import { wordSet } from '../words/word-set.ts';
import type { Token } from './token.ts';

/** Words that stand for many and have no plural form. */
const COLLECTIVE = wordSet('staff people team crew police personnel everyone everybody nobody');
const POSSESSIVE = wordSet('my our your his her its their');
const OBJECT_PRONOUNS = wordSet('it them us him me');
const PARTICLES = wordSet('out up off down back away in');
const ARTICLES = wordSet('a an the each every some several many');

/** The token at an index that may lie outside. */
export type Look = (index: number) => Token | undefined;

export function isNoun(token: Token | undefined): token is Token {
  return token !== undefined && ['NOUN', 'PROPN', 'X'].includes(token.tag);
}

/** Whether a token ends with the -s of a plural or of "she takes". */
export function endsInS(token: Token | undefined): boolean {
  return token !== undefined && isPlural(token.lower);
}

/** Whether a token is a noun for several, so that its verb has no -s. */
export function isSeveral(token: Token | undefined): boolean {
  return isNoun(token) && (isPlural(token.lower) || COLLECTIVE.has(token.lower));
}

export function isArticle(token: Token | undefined): boolean {
  return token !== undefined && (ARTICLES.has(token.lower) || POSSESSIVE.has(token.lower));
}

export function isObjectPronoun(token: Token | undefined): boolean {
  return token !== undefined && OBJECT_PRONOUNS.has(token.lower);
}

export function isParticle(token: Token | undefined): boolean {
  return token !== undefined && PARTICLES.has(token.lower);
}

/** Whether nothing, a mark or "and" stands here. */
export function isBreak(token: Token | undefined): boolean {
  return token === undefined || token.tag === 'PUNCT' || token.tag === 'CCONJ';
}

/** Whether a word ends like "taking" or "stored", unlike "bring" and "need". */
export function hasEnding(word: string): boolean {
  return /[aeiouy].*(ing|ed)$/.test(word) && !word.endsWith('eed');
}

/** Whether a verb's form has no ending: "take", unlike "takes", "taking", "signed". */
export function isBare(token: Token): boolean {
  return !isPlural(token.lower) && !hasEnding(token.lower) && !/[^p]en$/.test(token.lower);
}

/** Whether the nouns before an index are the object of a verb: "keep my fishing | catches". */
export function isInObject(at: Look, index: number): boolean {
  let start = index - 1;
  while (isNoun(at(start)) || at(start)?.tag === 'ADJ') start -= 1;
  if (!isArticle(at(start))) return false;
  const verb = at(start - 1);
  return verb?.tag === 'VERB' || (start === 1 && isNoun(verb));
}
