import type { Findings } from '../evidence.ts';
import { isPlural } from '../inflection.ts';
import type { Token } from '../tagger.ts';
import { isActor, isStopName } from '../vocabulary.ts';
import { KEEPING_VERBS, RECORD_VERBS } from '../words/verbs.ts';
import { isAttributePhrase, itemField, wordAt } from './context.ts';
import { describe } from './describe.ts';
import { isOfProperties, listAt } from './list-at.ts';
import { nounPhraseBefore } from './noun-phrase.ts';
import { phraseEntity } from './phrase-entity.ts';
import { antecedent } from './topics.ts';
import type { Topics } from './topics.ts';
import { isFormOf } from './verbs.ts';
import { writtenListAt } from './written-list.ts';

/** Whether a word before the list makes each of its items one of somebody else: "for each hive". */
function isForEach(tokens: readonly Token[], index: number): boolean {
  return tokens
    .slice(0, index)
    .some(({ lower }, at) => lower === 'for' && /^(each|every)$/.test(wordAt(tokens, at + 1)));
}

/** The mark of "the customer's" or "pupils'". */
function isPossessive(tokens: readonly Token[], index: number): boolean {
  const word = wordAt(tokens, index);
  return word === "'s" || (word === "'" && isPlural(wordAt(tokens, index - 1)));
}

/** "the customer's name and address". */
export function fromPossessive(tokens: readonly Token[], index: number): Findings | undefined {
  if (!isPossessive(tokens, index) || isForEach(tokens, index)) return undefined;
  const subject = nounPhraseBefore(tokens, index);
  const written = writtenListAt(tokens, index + 1, true);
  const { items } = written.items.length > 0 ? written : listAt(tokens, index + 1);
  const properties = items.filter((item) => isAttributePhrase(item.phrase));
  if (subject === undefined || properties.length === 0 || isActor(phraseEntity(subject)))
    return undefined;
  const entity = phraseEntity(subject);
  if (entity === '' || isStopName(entity)) return undefined;
  const attributes = properties
    .map((item) => itemField(item)?.attribute)
    .filter((field) => field !== undefined);
  const rule = properties.length > 1 ? 'attributes in prose' : 'possessive';
  return { evidence: [{ entity, rule, attributes }], ties: [] };
}

/** Whether a verb that keeps or gives stands right before: "store their name". */
function isKeptHere(tokens: readonly Token[], index: number): boolean {
  const before = wordAt(tokens, index - 1);
  if (/^(and|,|us|&)$/.test(before)) return true;
  return isFormOf(before, KEEPING_VERBS) || isFormOf(before, RECORD_VERBS);
}

/** "Presenters are volunteers; we keep their name and email", "speakers and their bios". */
export function fromTheir(
  tokens: readonly Token[],
  index: number,
  topics: Topics,
): Findings | undefined {
  const word = wordAt(tokens, index);
  if (word !== 'their' && word !== 'its') return undefined;
  const { items } = listAt(tokens, index);
  if (!isOfProperties(items) || (items.length < 2 && !isKeptHere(tokens, index))) return undefined;
  const owner = antecedent(tokens, index, topics);
  // "the station schedules its week": who does it is not what is described.
  if (items.length < 2 && owner?.end === index - 1 && tokens[index - 1]?.tag === 'VERB')
    return undefined;
  return owner === undefined ? undefined : describe(owner, items, 'has');
}

/** "contractors, whose company name and phone we hold". */
export function fromWhose(tokens: readonly Token[], index: number): Findings | undefined {
  if (wordAt(tokens, index) !== 'whose') return undefined;
  const owner = nounPhraseBefore(tokens, wordAt(tokens, index - 1) === ',' ? index - 1 : index);
  const { items } = writtenListAt(tokens, index + 1, true);
  const listed = isOfProperties(items);
  return owner === undefined || !listed ? undefined : describe(owner, items, 'has');
}
