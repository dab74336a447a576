import { isPlural, singular } from '../inflection.ts';
import { wordSet } from '../words/word-set.ts';
import { hasEnding } from '../tags/look.ts';
import type { Token } from '../tagger.ts';
import { ATTRIBUTE_HEADS, ATTRIBUTE_WORDS } from '../words/attribute-words.ts';
import { DETERMINERS, EACH } from '../words/determiners.ts';
import { DESCRIBE_VERBS, PLURAL_DESCRIBE_VERBS } from '../words/verbs.ts';
import { FUNCTION_WORDS, KEPT_WITH_ADJECTIVE } from '../words/modifiers.ts';
import {
  NOUN_TAGS,
  isGerundWithObject,
  isPhrasalVerb,
  isVerbAfterPlural,
  isVerbWithObject,
} from './hidden-verbs.ts';

/** A determiner, adjectives and nouns that stand together. */
export interface NounPhrase {
  /** Index of the token after it. */
  readonly end: number;
  /** Its words without determiners, lower case. */
  readonly words: readonly string[];
  /** The words before the name: "a", "each", "their". */
  readonly determiners: readonly string[];
  readonly plural: boolean;
  /** How many of the words are adjectives, at the front. */
  readonly adjectives: number;
}

const MAX_WORDS = 4;
/** Behind these no verb is without its -s: "each work order a date". */
const ONE = wordSet('a an each every');
const MODIFIER_TAGS: ReadonlySet<string> = new Set(['NOUN', 'PROPN', 'ADJ', 'NUM', 'X', 'SYM']);
const isNoun = (token: Token): boolean => NOUN_TAGS.has(token.tag);

function isWord(token: Token): boolean {
  return /^\p{L}[\p{L}\d_-]*$/u.test(token.lower) && !token.lower.endsWith('-');
}

/** Whether a token can be part of a name, seen with the one after it. */
function isNamePart(token: Token, next: Token | undefined): boolean {
  if (!isWord(token) || FUNCTION_WORDS.has(token.lower) || token.tag === 'PRON') return false;
  if (isVerbWithObject(token, next)) return false;
  if (MODIFIER_TAGS.has(token.tag)) return true;
  const beforeHead = next !== undefined && ATTRIBUTE_HEADS.has(next.lower) && isNoun(next);
  const article = DETERMINERS.has(token.lower) && token.tag === 'DET';
  if (
    beforeHead &&
    !article &&
    !DESCRIBE_VERBS.has(token.lower) &&
    !PLURAL_DESCRIBE_VERBS.has(token.lower)
  )
    return true;
  if (token.tag !== 'VERB') return false;
  const nounNext = next !== undefined && NOUN_TAGS.has(next.tag) && isWord(next);
  if (hasEnding(token.lower)) return nounNext || ATTRIBUTE_WORDS.has(token.lower);
  return token.lower.endsWith('ings');
}

/** "every milking": what stands alone behind such a word is a noun, whatever its tag. */
function isNamedByArticle(
  token: Token,
  determiners: readonly string[],
  next: Token | undefined,
): boolean {
  if (!isWord(token) || token.tag !== 'VERB' || !EACH.has(determiners.at(-1) ?? '')) return false;
  return next === undefined || !NOUN_TAGS.has(next.tag);
}

/** "daily logs": a name that is nothing without how often. */
function isNamedByPeriod(word: string, next: Token | undefined): boolean {
  if (!/^(daily|weekly|monthly|yearly|annual)$/.test(word) || next === undefined) return false;
  return KEPT_WITH_ADJECTIVE.has(singular(next.lower));
}

/** The noun phrase that starts at `start`, if one does. */
export function nounPhraseAt(tokens: readonly Token[], start: number): NounPhrase | undefined {
  const determiners: string[] = [];
  let index = start;
  for (let token = tokens[index]; token !== undefined; token = tokens[index]) {
    const word = token.lower;
    const skipped =
      DETERMINERS.has(word) || token.tag === 'NUM' || (token.tag === 'ADV' && word.endsWith('ly'));
    if (!skipped || isNamedByPeriod(word, tokens[index + 1])) break;
    determiners.push(word);
    index += 1;
  }
  if (index === start && (isVerbAfterPlural(tokens, index) || isGerundWithObject(tokens, index)))
    return undefined;
  const words: string[] = [];
  let adjectives = 0;
  for (let token = tokens[index]; token !== undefined; token = tokens[index]) {
    const hyphen = token.text === '-' && !token.spaced && words.length > 0;
    if (hyphen && tokens[index + 1]?.spaced === false) {
      index += 1;
      continue;
    }
    if (words.length > 0 && isPhrasalVerb(tokens, index)) break;
    const named = words.length === 0 && isNamedByArticle(token, determiners, tokens[index + 1]);
    const verb = words.length > 0 && token.tag === 'VERB' && !token.lower.endsWith('ings');
    if (verb && !hasEnding(token.lower)) break;
    const ofOne =
      determiners.some((word) => ONE.has(word)) && isNoun(token) && !isPlural(token.lower);
    const part = ofOne && isWord(token) && !FUNCTION_WORDS.has(token.lower);
    if (!named && !part && !isNamePart(token, tokens[index + 1])) break;
    const modifies = token.tag === 'ADJ' || (token.tag === 'VERB' && token.lower.endsWith('ed'));
    if (modifies && adjectives === words.length) adjectives += 1;
    words.push(token.lower);
    index += 1;
  }
  const lastTag = tokens[index - 1]?.tag;
  const lastWord = words.at(-1) ?? '';
  if (lastTag === 'ADJ' && !ATTRIBUTE_WORDS.has(lastWord) && !isPlural(lastWord)) return undefined;
  if (words.length === 0 || words.length > MAX_WORDS + 2) return undefined;
  const last = words.at(-1) ?? '';
  return {
    end: index,
    words,
    determiners,
    plural: isPlural(last),
    adjectives: Math.min(adjectives, words.length - 1),
  };
}

/** The longest noun phrase that ends right before `end`. */
export function nounPhraseBefore(tokens: readonly Token[], end: number): NounPhrase | undefined {
  let found: NounPhrase | undefined;
  for (let start = end - 1; start >= Math.max(0, end - MAX_WORDS - 3); start -= 1) {
    const phrase = nounPhraseAt(tokens, start);
    if (phrase?.end === end) found = phrase;
    else if (found !== undefined) break;
  }
  return found;
}
