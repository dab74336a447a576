import { singular } from '../inflection.ts';
import { entityName, wordsOf } from '../names.ts';
import { tag } from '../tagger.ts';
import { isActor } from '../vocabulary.ts';
import { DETERMINERS } from '../words/determiners.ts';
import { KEPT_WITH_ADJECTIVE, PEOPLE, SOFTWARE } from '../words/modifiers.ts';
import { CONTAINERS, RECORD_WORDS, STOP_NOUNS } from '../words/stop-nouns.ts';
import { nounPhraseAt } from './noun-phrase.ts';
import type { NounPhrase } from './noun-phrase.ts';
import { isKnownVerb } from './verbs.ts';

/** How many words before a bracket are looked at for its noun. */
const MAX_WORDS = 4;

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

/** "daily log": nothing without how often. */
function isPeriodic(words: readonly string[]): boolean {
  const last = singular(words.at(-1) ?? '');
  return words.length === 2 && PERIODS.test(words[0] ?? '') && KEPT_WITH_ADJECTIVE.has(last);
}

const PERIODS = /^(daily|weekly|monthly|yearly|annual)$/;
const ABSTRACT = /(tion|sion|ance|ence|ment|ing|al|ity|ness|age)$/;

/** Whether the last word says only that the one before it is kept: "patient records". */
function isOnlyKept(before: string, last: string): boolean {
  if (last === 'account' || last === 'profile' || last === 'list')
    return PEOPLE.has(before) || isActor(before);
  return RECORD_WORDS.has(last) && !(last === 'record' && ABSTRACT.test(before));
}

/** The entity that a noun phrase names: "all customer orders" gives `order`; '' when none. */
export function phraseEntity(phrase: Pick<NounPhrase, 'words' | 'adjectives'>): string {
  let words = phrase.words.flatMap((word) =>
    word.split(/[^\p{L}\d]+/u).filter((part) => part !== ''),
  );
  let adjectives = phrase.adjectives;
  if (adjectives > 0 && (words[0] ?? '').endsWith('ed')) {
    words = words.slice(1);
    adjectives -= 1;
  }
  const last = singular(words.at(-1) ?? '');
  const nouns = words.length - adjectives;
  if (nouns > 1 && isOnlyKept(words.at(-2) ?? '', last)) words = words.slice(0, -1);
  else if (KEPT_WITH_ADJECTIVE.has(last) || (adjectives === 1 && STOP_NOUNS.has(last)))
    adjectives = 0;
  words = words.slice(Math.min(adjectives, words.length - 1));
  while (words.length > 1 && isModifierToDrop(words[0] ?? '') && !isPeriodic(words))
    words = words.slice(1);
  return words.length > 3 ? entityName(words.slice(-2)) : entityName(words);
}

/** The entity that the last words of a text name, as before a bracket or a colon. */
export function trailingNoun(text: string): string {
  const short = wordsOf(text);
  const tokens = tag(text.slice(-200));
  for (let start = Math.max(0, tokens.length - MAX_WORDS); start < tokens.length; start += 1) {
    const phrase = nounPhraseAt(tokens, start);
    if (phrase?.end === tokens.length) return phraseEntity(phrase);
  }
  return short.length === 1 ? entityName(short) : '';
}

/** What a command is about: "Track medicines for my mum" gives `medicine`; other texts give ''. */
export function commandObject(text: string): string {
  const tokens = tag(text.slice(0, 200));
  if (!isKnownVerb(tokens[0]?.lower ?? '') || tokens[0]?.tag === 'NOUN') return '';
  const phrase = nounPhraseAt(tokens, tokens[1]?.lower === 'down' ? 2 : 1);
  return phrase?.plural === true ? phraseEntity(phrase) : '';
}
