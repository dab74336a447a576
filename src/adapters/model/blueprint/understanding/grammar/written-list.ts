import { isPlural } from '../inflection.ts';
import type { Token } from '../tagger.ts';
import { ATTRIBUTE_HEADS, ATTRIBUTE_WORDS } from '../words/attribute-words.ts';
import { ARTICLES, DETERMINERS } from '../words/determiners.ts';
import { FUNCTION_WORDS, PRONOUNS } from '../words/modifiers.ts';
import { DESCRIBE_VERBS, NOUN_LIKE_VERBS } from '../words/verbs.ts';
import { wordSet } from '../words/word-set.ts';
import { wordAt } from './context.ts';
import { bracketsAt, textBetween } from './noun-list.ts';
import type { ListItem, NounList } from './noun-list.ts';
import { nounPhraseAt } from './noun-phrase.ts';
import type { NounPhrase } from './noun-phrase.ts';
import { isBaseForm, isKnownVerb } from './verbs.ts';

const MAX_ITEMS = 25;
const MAX_WORDS = 5;
const JOINS = wordSet(', and or & / plus and/or also optionally then ; both');
const AFTER_VERB = wordSet('to for in from with by between on at into against');
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

function isProperty(word: string): boolean {
  return ATTRIBUTE_WORDS.has(word) || ATTRIBUTE_HEADS.has(word);
}

/** Whether what starts here is no name but says more of the subject: "and belongs to a member". */
function startsClause(tokens: readonly Token[], at: number, first: boolean): boolean {
  const word = wordAt(tokens, at);
  const next = wordAt(tokens, at + 1);
  if (/^(from|to)$/.test(word) && /^(date|time)$/.test(next)) return false;
  if (FUNCTION_WORDS.has(word) || PRONOUNS.has(word)) return true;
  if (isProperty(word) || isWithin(tokens, at + 1)) return false;
  if (DESCRIBE_VERBS.has(word) && next !== ',') return true;
  const verb = tokens[at]?.tag === 'VERB' || isKnownVerb(word);
  const agrees = verb || word.endsWith('s');
  if (
    agrees &&
    ((ARTICLES.has(next) && !JOINS.has(next)) || AFTER_VERB.has(next) || PRONOUNS.has(next))
  )
    return true;
  return !first && isKnownVerb(word) && isPlural(next) && !isProperty(next);
}

/** Whether a name is the beginning of another sentence: "and members can borrow", "users rent bikes". */
/** "define monthly budgets": a verb, and what it is about in the plural. */
function isCommand(tokens: readonly Token[], start: number, end: number): boolean {
  const last = wordAt(tokens, end - 1);
  const first = wordAt(tokens, start);
  const verb = isBaseForm(first) && (!NOUN_LIKE_VERBS.has(first) || tokens[start]?.tag === 'VERB');
  return end - start > 1 && verb && !isProperty(first) && isPlural(last) && !isProperty(last);
}

const AUXILIARIES = /^(is|are|was|were|can|may|must|should|will|has|have)$/;

/** "a closure with reason and duration | is entered": what is said is said of the closure. */
function hasHead(tokens: readonly Token[], start: number, end: number): boolean {
  const listed = /^(and|,|or|a|an|its)$/.test(wordAt(tokens, start - 1));
  return (
    listed &&
    !isPlural(wordAt(tokens, end - 1)) &&
    tokens.slice(0, start).some(({ lower }) => lower === 'with')
  );
}

function goesOn(tokens: readonly Token[], start: number, end: number, asSubject: boolean): boolean {
  const after = wordAt(tokens, end);
  if (isCommand(tokens, start, end)) return true;
  if (!asSubject && AUXILIARIES.test(after) && !(hasHead(tokens, start, end) && after === 'is'))
    return true;
  for (let at = start + 1; at < end; at += 1)
    if (isPlural(wordAt(tokens, at - 1)) && isKnownVerb(wordAt(tokens, at))) return true;
  return false;
}

function hyphenAt(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.text === '-' && !tokens[at].spaced && isWord(tokens[at + 1]);
}

function isWithin(tokens: readonly Token[], index: number): boolean {
  const word = wordAt(tokens, index);
  if (WITHIN_NAMES.has(word)) return true;
  const next = wordAt(tokens, index + 1);
  return TIMING.has(word) && (next === '' || SEPARATORS.has(next));
}

interface Words {
  readonly words: readonly string[];
  readonly end: number;
}

function wordsFrom(tokens: readonly Token[], start: number): Words {
  const words: string[] = [];
  let index = start;
  while (words.length < MAX_WORDS + 1) {
    // "the parents' phone number"
    if (tokens[index]?.text === "'" && isWord(tokens[index + 1]) && words.length > 0) index += 1;
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
function ofAt(tokens: readonly Token[], { words, end }: Words): Words {
  const next = tokens[end + 1];
  const owned = DETERMINERS.has(next?.lower ?? '') || isPlural(next?.lower ?? '');
  const counted = COUNTING.has(words.at(-1) ?? '') && !DETERMINERS.has(next?.lower ?? '');
  if (wordAt(tokens, end) !== 'of' || !isWord(next) || (owned && !counted))
    return { words: [], end };
  return wordsFrom(tokens, end + 1);
}

function phraseOf(tokens: readonly Token[], start: number, found: Words): NounPhrase {
  const tagged = nounPhraseAt(tokens, start);
  if (tagged?.end === found.end) return tagged;
  const last = found.words.at(-1) ?? '';
  return { ...found, determiners: [], plural: isPlural(last), adjectives: 0 };
}

/** "status, and the cards issued to them": a plural of which more is said is no property. */
function isRecordOfItsOwn(tokens: readonly Token[], start: number, { words, end }: Words): boolean {
  const last = words.at(-1) ?? '';
  const after = tokens[end];
  const more = PRONOUNS.has(after?.lower ?? '') || /^(VERB)$/.test(after?.tag ?? '');
  return wordAt(tokens, start - 1) === 'the' && isPlural(last) && !isProperty(last) && more;
}

const VAGUE = wordSet('different various certain respective corresponding');

function isBeforeName(tokens: readonly Token[], index: number): boolean {
  const word = wordAt(tokens, index);
  return ARTICLES.has(word) || VAGUE.has(word) || tokens[index]?.tag === 'NUM';
}

function itemAt(
  tokens: readonly Token[],
  from: number,
  first: boolean,
  asSubject: boolean,
): { readonly item: ListItem; readonly end: number } | undefined {
  let start = from;
  while (isBeforeName(tokens, start)) start += 1;
  if (startsClause(tokens, start, first)) return undefined;
  const found = wordsFrom(tokens, start);
  if (found.words.length === 0 || found.words.length > MAX_WORDS) return undefined;
  if (goesOn(tokens, start, found.end, asSubject)) return undefined;
  if (!first && isRecordOfItsOwn(tokens, start, found)) return undefined;
  const of = ofAt(tokens, found);
  const close = bracketsAt(tokens, of.end);
  const brackets = close === of.end ? '' : textBetween(tokens, of.end + 1, close - 1);
  return {
    item: {
      phrase: phraseOf(tokens, start, found),
      brackets,
      of: of.words.join(' '),
      written: found.words.join(' '),
    },
    end: close,
  };
}

const LONGEST_CLAUSE = 8;

/** Behind "where they were collected", when the list goes on there; otherwise the index itself. */
function afterClause(tokens: readonly Token[], index: number): number {
  if (!/^(where|when|that|which|who|whom)$/.test(wordAt(tokens, index))) return index;
  for (let at = index + 1; at < index + LONGEST_CLAUSE; at += 1)
    if (/^(,|and)$/.test(wordAt(tokens, at)) && ARTICLES.has(wordAt(tokens, at + 1))) return at;
  return index;
}

/**
 * The list of names that starts at a token, read by its commas alone: taggers take "name", "make"
 * and "title" for verbs as often as not. It ends where a clause begins; `asSubject` says that the
 * list itself is the subject of one.
 */
export function writtenListAt(
  tokens: readonly Token[],
  start: number,
  asSubject = false,
): NounList {
  const items: ListItem[] = [];
  let index = start;
  let end = start;
  while (items.length < MAX_ITEMS) {
    const found = itemAt(tokens, index, items.length === 0, asSubject);
    if (found === undefined) break;
    items.push(found.item);
    end = found.end;
    index = afterClause(tokens, end);
    while (JOINS.has(wordAt(tokens, index))) index += 1;
    if (index === end || !JOINS.has(wordAt(tokens, index - 1))) break;
  }
  return { items, end };
}
