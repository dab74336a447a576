import { isPlural } from '../inflection.ts';
import type { Token } from '../tagger.ts';
import { DETERMINERS } from '../words/determiners.ts';
import { FUNCTION_WORDS } from '../words/modifiers.ts';
import { wordSet } from '../words/word-set.ts';
import { wordAt } from './context.ts';

/** The most words that a name in a list has. */
export const MAX_WORDS = 5;
/** Words that are measured in something: "price per night". */
const WITHIN_NAMES = wordSet('per');
/** Words that end a name such as "published on" or stand before its "date". */
const TIMING = wordSet('on at by from until');
const SEPARATORS = wordSet(', and or . ; ) & date time');
/** Words before "of" that count what stands behind: "number of votes". */
const COUNTING = wordSet('number amount date time place year type kind list name count');

function isWord(token: Token | undefined): token is Token {
  return token !== undefined && /^\p{L}[\p{L}\d_]*$/u.test(token.lower);
}

function hyphenAt(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.text === '-' && !tokens[at].spaced && isWord(tokens[at + 1]);
}

/** Whether a preposition is part of a name: "price per night", "published on". */
export function isWithin(tokens: readonly Token[], index: number): boolean {
  const word = wordAt(tokens, index);
  if (WITHIN_NAMES.has(word)) return true;
  const next = wordAt(tokens, index + 1);
  return TIMING.has(word) && (next === '' || SEPARATORS.has(next));
}

/** Words that stand together. */
export interface Words {
  readonly words: readonly string[];
  readonly end: number;
}

/** The words of the name that starts at a token. */
export function wordsFrom(tokens: readonly Token[], start: number): Words {
  const words: string[] = [];
  let index = start;
  while (words.length < MAX_WORDS + 1) {
    // "the parents' phone number"
    const mark = tokens[index]?.text ?? '';
    if (/^'s?$/.test(mark) && isWord(tokens[index + 1]) && words.length > 0) index += 1;
    const token = tokens[index];
    const joined = hyphenAt(tokens, index - 1) && words.length > 0;
    const within = words.length > 0 && isWithin(tokens, index);
    if (!isWord(token) || (FUNCTION_WORDS.has(token.lower) && index > start && !joined && !within))
      break;
    if (joined) words.push(`${words.pop() ?? ''}-${token.lower}`);
    else words.push(token.lower);
    index += hyphenAt(tokens, index + 1) ? 2 : 1;
  }
  return { words, end: index };
}

/** "of birth" behind "date", but not "of each member". */
export function ofAt(tokens: readonly Token[], { words, end }: Words): Words {
  const next = tokens[end + 1];
  const owned = DETERMINERS.has(next?.lower ?? '') || isPlural(next?.lower ?? '');
  const counted = COUNTING.has(words.at(-1) ?? '') && !DETERMINERS.has(next?.lower ?? '');
  if (wordAt(tokens, end) !== 'of' || !isWord(next) || (owned && !counted))
    return { words: [], end };
  return wordsFrom(tokens, end + 1);
}
