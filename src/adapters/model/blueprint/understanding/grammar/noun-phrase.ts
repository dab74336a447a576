import { isPlural, singular } from '../inflection.ts';
import { entityName } from '../names.ts';
import { tag } from '../tagger.ts';
import type { Token } from '../tagger.ts';
import { isActor } from '../vocabulary.ts';
import { ATTRIBUTE_HEADS, ATTRIBUTE_WORDS } from '../words/attribute-words.ts';
import { ACT_VERBS, LOOK_VERBS, NOUN_LIKE_VERBS, RECORD_VERBS } from '../words/verbs.ts';
import { DETERMINERS } from '../words/determiners.ts';
import { CONTAINERS, RECORD_WORDS } from '../words/stop-nouns.ts';
import { baseForms, isFormOf } from './verbs.ts';

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
const MODIFIER_TAGS: ReadonlySet<string> = new Set(['NOUN', 'PROPN', 'ADJ', 'NUM', 'X', 'SYM']);
const NOUN_TAGS: ReadonlySet<string> = new Set(['NOUN', 'PROPN', 'X']);
const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  'and or but of to in on at by for with from is are be been was were has have had can could will would should may might must not as if then so than that which who when where while because via per about into over under between also etc both plus it they them we i you he she me us only up out off upon within without during after before until once like including such etc'.split(
    ' ',
  ),
);

function isWord(token: Token): boolean {
  return /^[\p{L}][\p{L}\d_]*$/u.test(token.lower) || /^\p{L}$/u.test(token.lower);
}

function isBaseForm(word: string): boolean {
  return RECORD_VERBS.has(word) || ACT_VERBS.has(word) || LOOK_VERBS.has(word);
}

function isKnownVerb(form: string): boolean {
  return baseForms(form).some(isBaseForm);
}

/** Whether a form is a verb of records that something follows: "registers players". */
function isVerbWithObject(token: Token, next: Token | undefined): boolean {
  if (next === undefined || /(ing|ed)$/.test(token.lower)) return false;
  if (!isKnownVerb(token.lower)) return false;
  const agrees = token.tag === 'VERB' || isPlural(token.lower);
  if (next.tag === 'DET' || (agrees && isPlural(next.lower))) return true;
  return !isFormOf(token.lower, NOUN_LIKE_VERBS) && NOUN_TAGS.has(next.tag);
}

/** Whether a form that could be a noun is the verb of the plural before it: "people post reviews". */
function isVerbAfterPlural(tokens: readonly Token[], index: number): boolean {
  const [before, token, next] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  if (before === undefined || token === undefined || next === undefined) return false;
  const afterPlural = NOUN_TAGS.has(before.tag) || before.lower === 'people';
  if (!afterPlural || !isPlural(before.lower) || isPlural(token.lower)) return false;
  return isBaseForm(token.lower) && (isPlural(next.lower) || next.tag === 'DET');
}

const BEFORE_GERUND: ReadonlySet<string> = new Set(
  'for of by and , or when while start'.split(' '),
);

/** Whether an -ing form is a verb: "for tracking samples". */
function isGerundWithObject(tokens: readonly Token[], index: number): boolean {
  const [before, token, next] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  if (token === undefined || next === undefined || !token.lower.endsWith('ing')) return false;
  if (before !== undefined && !BEFORE_GERUND.has(before.lower)) return false;
  return isKnownVerb(token.lower) && (NOUN_TAGS.has(next.tag) || next.tag === 'DET');
}

/** Whether a token can be part of a name, seen with the one after it. */
function isNamePart(token: Token, next: Token | undefined): boolean {
  if (!isWord(token) || FUNCTION_WORDS.has(token.lower) || token.tag === 'PRON') return false;
  if (isVerbWithObject(token, next)) return false;
  if (MODIFIER_TAGS.has(token.tag)) return true;
  if (next !== undefined && ATTRIBUTE_HEADS.has(next.lower) && !next.lower.startsWith('at'))
    return true;
  if (token.tag !== 'VERB') return false;
  const nounNext = next !== undefined && NOUN_TAGS.has(next.tag) && isWord(next);
  if (/(ing|ed)$/.test(token.lower)) return nounNext || ATTRIBUTE_WORDS.has(token.lower);
  return /ings$/.test(token.lower) || (isPlural(token.lower) && !nounNext && next?.tag !== 'DET');
}

/** The noun phrase that starts at `start`, if one does. */
export function nounPhraseAt(tokens: readonly Token[], start: number): NounPhrase | undefined {
  const determiners: string[] = [];
  let index = start;
  for (let token = tokens[index]; token !== undefined; token = tokens[index]) {
    const word = token.lower;
    const skipped =
      DETERMINERS.has(word) ||
      (word.endsWith('ed') && isKnownVerb(word)) ||
      token.tag === 'NUM' ||
      (token.tag === 'ADV' && /ly$/.test(word));
    if (!skipped) break;
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
    if (!isNamePart(token, tokens[index + 1])) break;
    if (token.tag === 'ADJ' && adjectives === words.length) adjectives += 1;
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

const SOFTWARE: ReadonlySet<string> = new Set(
  'system app application web website platform data database software backend server api portal crud'.split(
    ' ',
  ),
);

function isModifierToDrop(word: string): boolean {
  const participle = word.endsWith('ed') && isKnownVerb(word);
  return (
    participle ||
    CONTAINERS.has(word) ||
    SOFTWARE.has(word) ||
    DETERMINERS.has(word) ||
    PEOPLE.has(word)
  );
}

/** People whose name before a noun says whose it is: "customer orders" are orders. */
export const PEOPLE: ReadonlySet<string> = new Set(
  'student pupil customer client patient employee member guest tenant subscriber user admin administrator staff manager company business organisation organization'.split(
    ' ',
  ),
);

/** Last words that are nothing without the word before them: "medical record". */
const KEPT_WITH_ADJECTIVE: ReadonlySet<string> = new Set(
  'record entry item list log plan report file account note request history order session'.split(
    ' ',
  ),
);
const ABSTRACT = /(tion|sion|ance|ence|ment|ing|al|ity|ness|age)$/;

/** Whether the last word says only that the one before it is kept: "patient records". */
function isOnlyKept(before: string, last: string): boolean {
  if (last === 'account' || last === 'profile' || last === 'list')
    return PEOPLE.has(before) || isActor(before);
  return RECORD_WORDS.has(last) && !(last === 'record' && ABSTRACT.test(before));
}

/** The entity that a noun phrase names: "all customer orders" gives `order`; '' when none. */
export function phraseEntity(phrase: Pick<NounPhrase, 'words' | 'adjectives'>): string {
  let words = phrase.words.map((word) => word.replace(/[^\p{L}\d]/gu, ''));
  let adjectives = phrase.adjectives;
  const last = singular(words.at(-1) ?? '');
  const nouns = words.length - adjectives;
  if (nouns > 1 && isOnlyKept(words.at(-2) ?? '', last)) words = words.slice(0, -1);
  else if (KEPT_WITH_ADJECTIVE.has(last)) adjectives = 0;
  words = words.slice(Math.min(adjectives, words.length - 1));
  while (words.length > 1 && isModifierToDrop(words[0] ?? '')) words = words.slice(1);
  return words.length > 3 ? entityName(words.slice(-2)) : entityName(words);
}

/** The entity that the last words of a text name, as before a bracket or a colon. */
export function trailingNoun(text: string): string {
  const tokens = tag(text.slice(-200));
  for (let start = Math.max(0, tokens.length - MAX_WORDS); start < tokens.length; start += 1) {
    const phrase = nounPhraseAt(tokens, start);
    if (phrase?.end === tokens.length) return phraseEntity(phrase);
  }
  return '';
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
