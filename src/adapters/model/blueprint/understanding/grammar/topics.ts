import type { Token } from '../tagger.ts';
import { isActor, isStopName } from '../vocabulary.ts';
import { DESCRIBED_STOP_NOUNS } from '../words/stop-nouns.ts';
import { wordSet } from '../words/word-set.ts';
import { isAttributePhrase, wordAt } from './context.ts';
import { nounPhraseAt } from './noun-phrase.ts';
import type { NounPhrase } from './noun-phrase.ts';
import { phraseEntity } from './phrase-entity.ts';

/** What a sentence speaks of, in its order: what pronouns of the next one may mean. */
export type Topics = readonly NounPhrase[];

export const NO_TOPICS: Topics = [];

const OF_SEVERAL = wordSet('they them their these those each all both');
/** Nouns that are their own plural. */
const EITHER = wordSet('sheep fish aircraft series species staff equipment deer');
const OF_ONE = wordSet('it its');

/** The phrases before an index that may be records. */
function namesBefore(tokens: readonly Token[], end: number): NounPhrase[] {
  const found: NounPhrase[] = [];
  for (let index = 0; index < end; index += 1) {
    const phrase = nounPhraseAt(tokens, index);
    if (phrase === undefined || phrase.end > end) continue;
    index = phrase.end - 1;
    const name = phraseEntity(phrase);
    const named = !isStopName(name) || DESCRIBED_STOP_NOUNS.has(name);
    if (name !== '' && named && !isAttributePhrase(phrase)) found.push(phrase);
  }
  return found;
}

/** The phrases of a sentence that the next one may take up. */
export function topicsOf(tokens: readonly Token[]): Topics {
  return namesBefore(tokens, tokens.length).filter((phrase) => !isActor(phraseEntity(phrase)));
}

/** What a pronoun at an index means: the nearest name before it that agrees, or one said before. */
export function antecedent(
  tokens: readonly Token[],
  index: number,
  topics: Topics,
): NounPhrase | undefined {
  const word = wordAt(tokens, index);
  const several = OF_SEVERAL.has(word);
  if (!several && !OF_ONE.has(word)) return undefined;
  const agrees = ({ plural, determiners, words }: NounPhrase): boolean =>
    (plural === several || EITHER.has(words.at(-1) ?? '')) &&
    !determiners.some((one) => one === 'its' || one === 'their');
  return namesBefore(tokens, index).reverse().find(agrees) ?? topics.find(agrees);
}

/** What a sentence without a name of its own is about: its own first name, or one said before. */
export function topicBefore(
  tokens: readonly Token[],
  index: number,
  topics: Topics,
): NounPhrase | undefined {
  return namesBefore(tokens, index)[0] ?? topics[0];
}
