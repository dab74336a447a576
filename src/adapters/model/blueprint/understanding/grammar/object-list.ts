import type { Token } from '../tagger.ts';
import { wordSet } from '../words/word-set.ts';
import { wordAt } from './context.ts';
import { nounListAt } from './noun-list.ts';
import type { ListItem, NounList } from './noun-list.ts';
import { nounPhraseAt } from './noun-phrase.ts';
import { writtenListAt } from './written-list.ts';

const CLAUSE_MARKS = wordSet('that which who whom where i we they he she you');
const JOINS = wordSet(', and & plus');
const PREPOSITIONS = wordSet('of for on in from to at by under into between against per');
const PRONOUNS = wordSet('it them us him her each one me');
const MAX_CLAUSE = 9;
const MAX_ROUNDS = 8;

/** The index behind a noun or a pronoun; the index itself where neither stands. */
function afterName(tokens: readonly Token[], index: number): number {
  const phrase = nounPhraseAt(tokens, index);
  if (phrase !== undefined) return phrase.end;
  if (PRONOUNS.has(wordAt(tokens, index + 1)) && wordAt(tokens, index) === 'each') return index + 2;
  return PRONOUNS.has(wordAt(tokens, index)) ? index + 1 : index;
}

function afterClause(tokens: readonly Token[], index: number): number {
  let end = index + 1;
  while (end < Math.min(tokens.length, index + MAX_CLAUSE) && !JOINS.has(wordAt(tokens, end)))
    end += 1;
  return end;
}

/** Behind one thing that says more of a noun: "on each sailing", "given to them", "we let". */
function afterModifier(tokens: readonly Token[], index: number): number {
  const word = wordAt(tokens, index);
  if (CLAUSE_MARKS.has(word)) return afterClause(tokens, index);
  if (word === ',' && CLAUSE_MARKS.has(wordAt(tokens, index + 1)))
    return afterClause(tokens, index + 1);
  if (PREPOSITIONS.has(word)) {
    const end = afterName(tokens, index + 1);
    return end === index + 1 ? index : end;
  }
  const start = word === ',' ? index + 1 : index;
  if (wordAt(tokens, start) === 'with') return writtenListAt(tokens, start + 1).end;
  if (tokens[index]?.tag === 'VERB') return afterName(tokens, index + 1);
  return index;
}

function afterModifiers(tokens: readonly Token[], from: number): number {
  let index = from;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const next = afterModifier(tokens, index);
    if (next === index) break;
    index = next;
  }
  return index;
}

function isFinite(token: Token | undefined): boolean {
  return token?.tag === 'AUX' || (token?.tag === 'VERB' && !/(ed|en|ing)$/.test(token.lower));
}

/** The nouns that go on a list behind "and" or a comma, unless they begin another clause. */
function continuation(tokens: readonly Token[], index: number): NounList | undefined {
  let start = index;
  while (JOINS.has(wordAt(tokens, start))) start += 1;
  if (start === index) return undefined;
  const list = nounListAt(tokens, start);
  const [first] = list.items;
  if (first === undefined || isFinite(tokens[list.end])) return undefined;
  const { plural, determiners } = first.phrase;
  return plural || determiners.length > 0 ? list : undefined;
}

/**
 * The nouns that a verb has for objects, read past what is said of each: "cases, the hearings in
 * each case and the judges who sit".
 */
export function objectListAt(tokens: readonly Token[], start: number): NounList {
  const first = nounListAt(tokens, start);
  const items: ListItem[] = [...first.items];
  let index = first.end;
  for (let round = 0; round < MAX_ROUNDS && items.length > 0; round += 1) {
    const more = continuation(tokens, afterModifiers(tokens, index));
    if (more === undefined) break;
    items.push(...more.items);
    index = more.end;
  }
  return { items, end: first.end };
}
