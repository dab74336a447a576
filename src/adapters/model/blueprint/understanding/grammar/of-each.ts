import type { Findings } from '../evidence.ts';
import type { Token } from '../tagger.ts';
import { EACH } from '../words/determiners.ts';
import { KEEPING_VERBS, RECORD_VERBS } from '../words/verbs.ts';
import { wordSet } from '../words/word-set.ts';
import { isAttributePhrase, wordAt } from './context.ts';
import { describe } from './describe.ts';
import { isOfProperties, listAt } from './list-at.ts';
import { nounPhraseAt } from './noun-phrase.ts';
import { topicBefore } from './topics.ts';
import type { Topics } from './topics.ts';
import { isFormOf } from './verbs.ts';
import { writtenListAt } from './written-list.ts';

const WE = wordSet('we i they staff you');
const DOWN = wordSet('down');
const BEFORE_LIST = wordSet(', and : contains with as');
const NEAR = 15;

function keeps(word: string): boolean {
  return isFormOf(word, RECORD_VERBS) || isFormOf(word, KEEPING_VERBS);
}

/** "record the title, author and ISBN of each book", "the plate and mileage of every vehicle". */
export function fromOf(tokens: readonly Token[], index: number): Findings | undefined {
  const before = tokens[index];
  const kept = keeps(before?.lower ?? '');
  const next = wordAt(tokens, index + 1);
  const starts = before?.tag === 'VERB' || (BEFORE_LIST.has(before?.lower ?? '') && next === 'the');
  if (!kept && !starts) return undefined;
  const list = listAt(tokens, index + 1);
  if (!/^(of|for|about)$/.test(wordAt(tokens, list.end))) return undefined;
  const owner = nounPhraseAt(tokens, list.end + 1);
  if (owner === undefined || isAttributePhrase(owner)) return undefined;
  const each = owner.determiners.some((word) => EACH.has(word));
  if (kept && each && list.items.length > 1) return describe(owner, list.items, 'each', true);
  if (!isOfProperties(list.items)) return undefined;
  const earlier = tokens.slice(Math.max(0, index - NEAR), index);
  const near =
    list.items.length > 1 && earlier.some(({ lower, tag }) => tag === 'VERB' && keeps(lower));
  return kept || each || near ? describe(owner, list.items, 'has') : undefined;
}

/** "Name, breed and age of a dog are essential". */
export function fromOpening(tokens: readonly Token[], index: number): Findings | undefined {
  if (index > 0) return undefined;
  const list = writtenListAt(tokens, 0);
  if (list.items.length < 2 || wordAt(tokens, list.end) !== 'of') return undefined;
  const owner = nounPhraseAt(tokens, list.end + 1);
  if (owner === undefined || !isOfProperties(list.items) || isAttributePhrase(owner))
    return undefined;
  return owner.plural || owner.determiners.length > 0
    ? describe(owner, list.items, 'has')
    : undefined;
}

/** "Customers order by phone: we take down name, phone number and address". */
export function fromNoted(
  tokens: readonly Token[],
  index: number,
  topics: Topics,
): Findings | undefined {
  if (!WE.has(wordAt(tokens, index - 1)) || tokens[index]?.tag !== 'VERB') return undefined;
  const down = DOWN.has(wordAt(tokens, index + 1));
  if (!down && !keeps(wordAt(tokens, index))) return undefined;
  const list = listAt(tokens, index + (down ? 2 : 1));
  if (list.items.length < 2 || !isOfProperties(list.items)) return undefined;
  if (/^(of|for|about)$/.test(wordAt(tokens, list.end))) return undefined;
  if (/^(their|its)$/.test(wordAt(tokens, index + 1)) || isFor(tokens, index)) return undefined;
  const owner = topicBefore(tokens, index - 1, topics);
  return owner === undefined ? undefined : describe(owner, list.items, 'has');
}

function isFor(tokens: readonly Token[], index: number): boolean {
  return tokens.slice(0, index).some(({ lower }) => lower === 'for' || lower === 'about');
}
