import type { Token } from '../tagger.ts';
import { nounPhraseAt } from './noun-phrase.ts';
import type { NounPhrase } from './noun-phrase.ts';

/** One item of a list, with what stands in brackets after it. */
export interface ListItem {
  readonly phrase: NounPhrase;
  readonly brackets: string;
  /** A noun that "of" ties to it: "date of birth" has `birth`. */
  readonly of: string;
  /** The words as they stand in the text, adjectives and all, where the list was read by its commas. */
  readonly written?: string;
}

/** Nouns with commas, "and", "or" between them. */
export interface NounList {
  readonly items: readonly ListItem[];
  /** Index of the token after it. */
  readonly end: number;
}

const MAX_ITEMS = 25;
const JOINS: ReadonlySet<string> = new Set([
  ',',
  'and',
  'or',
  '&',
  '/',
  'plus',
  'and/or',
  'then',
  'also',
  'optionally',
  'as',
  'well',
  '-',
  ';',
]);

/** The text of tokens as it was written. */
export function textBetween(tokens: readonly Token[], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map((token, index) => (token.spaced && index > 0 ? ` ${token.text}` : token.text))
    .join('');
}

/** The index after the brackets that open at a token; the token's own index where none do. */
export function bracketsAt(tokens: readonly Token[], index: number): number {
  if (tokens[index]?.text !== '(') return index;
  const close = tokens.slice(index, index + 40).findIndex((token) => token.text === ')');
  return close === -1 ? index : index + close + 1;
}

function itemAt(
  tokens: readonly Token[],
  start: number,
): { readonly item: ListItem; readonly end: number } | undefined {
  const phrase = nounPhraseAt(tokens, start);
  if (phrase === undefined) return undefined;
  let end = phrase.end;
  let of = '';
  const next = tokens[end + 1];
  if (tokens[end]?.lower === 'of' && next !== undefined && ['NOUN', 'PROPN'].includes(next.tag)) {
    of = next.lower;
    end += 2;
  }
  const close = bracketsAt(tokens, end);
  const brackets = close === end ? '' : textBetween(tokens, end + 1, close - 1);
  return { item: { phrase, brackets, of }, end: close };
}

/** The list of nouns that starts at a token; a single noun is a list of one. */
export function nounListAt(tokens: readonly Token[], start: number): NounList {
  const items: ListItem[] = [];
  let index = start;
  let end = start;
  while (items.length < MAX_ITEMS) {
    const found = itemAt(tokens, index);
    if (found === undefined) break;
    items.push(found.item);
    end = found.end;
    index = end;
    let joined = false;
    for (
      let token = tokens[index];
      token !== undefined && JOINS.has(token.lower);
      token = tokens[index]
    ) {
      if (token.text === '-' && token.spaced) break;
      if (token.lower === 'as' && tokens[index + 1]?.lower !== 'well') break;
      joined = true;
      index += 1;
    }
    if (!joined) break;
  }
  return { items, end };
}
