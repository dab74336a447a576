import { isPlural } from '../inflection.ts';
import type { Token } from '../tagger.ts';
import { ARTICLES } from '../words/determiners.ts';
import { wordSet } from '../words/word-set.ts';
import { wordAt } from './context.ts';
import { JOINS, goesOn, isRecordOfItsOwn, startsClause } from './list-ends.ts';
import { MAX_WORDS, ofAt, wordsFrom } from './list-words.ts';
import type { Words } from './list-words.ts';
import { bracketsAt, textBetween } from './noun-list.ts';
import type { ListItem, NounList } from './noun-list.ts';
import { nounPhraseAt } from './noun-phrase.ts';
import type { NounPhrase } from './noun-phrase.ts';

const MAX_ITEMS = 25;
function phraseOf(tokens: readonly Token[], start: number, found: Words): NounPhrase {
  const tagged = nounPhraseAt(tokens, start);
  if (tagged?.end === found.end) return tagged;
  const last = found.words.at(-1) ?? '';
  return { ...found, determiners: [], plural: isPlural(last), adjectives: 0 };
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

/** Behind "where they were collected" or "of the clock", when the list goes on there. */
function afterClause(tokens: readonly Token[], index: number): number {
  const word = wordAt(tokens, index);
  if (word === 'of' && /^(the|its|an?)$/.test(wordAt(tokens, index + 1)))
    return afterOwner(tokens, index);
  if (!/^(where|when|that|which|who|whom)$/.test(word)) return index;
  for (let at = index + 1; at < index + LONGEST_CLAUSE; at += 1)
    if (/^(,|and)$/.test(wordAt(tokens, at)) && ARTICLES.has(wordAt(tokens, at + 1))) return at;
  return index;
}

function afterOwner(tokens: readonly Token[], index: number): number {
  const owner = nounPhraseAt(tokens, index + 1);
  const next = owner === undefined ? '' : wordAt(tokens, owner.end);
  const goesOn = owner !== undefined && /^(,|and)$/.test(next);
  return goesOn && ARTICLES.has(wordAt(tokens, owner.end + 1)) ? owner.end : index;
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
