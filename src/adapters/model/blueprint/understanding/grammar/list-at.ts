import type { Token } from '../tagger.ts';
import { wordSet } from '../words/word-set.ts';
import { isAttributePhrase, wordAt } from './context.ts';
import { nounListAt } from './noun-list.ts';
import type { ListItem, NounList } from './noun-list.ts';
import { writtenListAt } from './written-list.ts';

/** Words between a verb and the list that it introduces. */
const AFTER = wordSet(
  'of the following at least and also to have store record include both : be with by got up fields attributes properties such as least',
);

/** The list at a token, by its commas; where that shows nothing, by its nouns. */
export function listAt(tokens: readonly Token[], start: number): NounList {
  const written = writtenListAt(tokens, start);
  return written.items.length > 0 ? written : nounListAt(tokens, start);
}

/** The index behind the words that stand between a verb and its list. */
export function afterWords(tokens: readonly Token[], from: number): number {
  let start = from;
  while (start < from + 6 && AFTER.has(wordAt(tokens, start))) start += 1;
  return start;
}

/** How many items of a list are usual properties. */
export function usualIn(items: readonly ListItem[]): number {
  return items.filter((item) => isAttributePhrase(item.phrase)).length;
}

/** Whether half of a list and at least one item of it are usual properties. */
export function isOfProperties(items: readonly ListItem[]): boolean {
  const usual = usualIn(items);
  return usual > 0 && usual * 2 >= items.length;
}
