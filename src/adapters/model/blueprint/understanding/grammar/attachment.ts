import type { Token } from '../tagger.ts';
import { isSoftName } from '../vocabulary.ts';
import { STATE_VERBS } from '../words/verbs.ts';
import { wordSet } from '../words/word-set.ts';
import { isAttributePhrase, recordName, wordAt } from './context.ts';
import { nounPhraseAt, nounPhraseBefore } from './noun-phrase.ts';
import type { NounPhrase } from './noun-phrase.ts';
import { phraseEntity } from './phrase-entity.ts';
import { isFormOf } from './verbs.ts';

const PREPOSITIONS = wordSet('against for to on into onto under in at by from');
const EACH = wordSet('each every all');
const SUBJECT_PRONOUNS = wordSet('i we they he she you');
const RELATIVES = wordSet('that which who');
const BUILDING = wordSet('create build write make develop design implement code program need want');
const LONGEST_CLAUSE = 8;
const LONGEST_PHRASE = 7;

/** Where the phrase that ends at an index starts. */
function startOf(tokens: readonly Token[], end: number): number {
  let found = end;
  for (let start = end - 1; start >= Math.max(0, end - LONGEST_PHRASE); start -= 1)
    if (nounPhraseAt(tokens, start)?.end === end) found = start;
    else if (found < end) break;
  return found;
}

/** "Points are measured | in the field with", "orders go | to the shop with": of what it is said. */
function passiveSubject(tokens: readonly Token[], end: number): NounPhrase | undefined {
  const verb = tokens[end - 1];
  if (verb?.tag === 'VERB' && isFormOf(verb.lower, STATE_VERBS)) {
    const goes = nounPhraseBefore(tokens, end - 1);
    if (goes !== undefined && recordName(goes) !== '') return goes;
  }
  const participle = /(ed|en|ept|ent|ade|un)$/.test(wordAt(tokens, end - 1));
  const auxiliary = /^(is|are|was|were|be|been|being)$/.test(wordAt(tokens, end - 2));
  if (!participle || !auxiliary) return undefined;
  let before = end - 2;
  while (/^(can|must|should|will|may|to|be|been)$/.test(wordAt(tokens, before - 1))) before -= 1;
  const subject = nounPhraseBefore(tokens, before);
  return subject === undefined || recordName(subject) === '' ? undefined : subject;
}

/** "Write a compiler for a language with variables": what is to be built. */
function isAskedFor(tokens: readonly Token[], verb: number, { determiners }: NounPhrase): boolean {
  return (
    verb < 3 &&
    BUILDING.has(wordAt(tokens, verb)) &&
    determiners.some((word) => word === 'a' || word === 'an')
  );
}

/**
 * "log an outage against a mast | with start time": the object of the verb, where the nouns before
 * "with" only say for what it is.
 */
export function outerObject(
  tokens: readonly Token[],
  end: number,
  near: NounPhrase,
): NounPhrase | undefined {
  const start = startOf(tokens, end);
  if (!PREPOSITIONS.has(wordAt(tokens, start - 1))) return undefined;
  if (near.determiners.some((word) => EACH.has(word))) return undefined;
  const passive = passiveSubject(tokens, start - 1);
  if (passive !== undefined) return passive;
  const outer = nounPhraseBefore(tokens, start - 1);
  const verb = startOf(tokens, start - 1) - 1;
  if (verb === -1 && outer !== undefined && isSoftName(phraseEntity(outer))) return outer;
  if (outer === undefined || tokens[verb]?.tag !== 'VERB' || isAskedFor(tokens, verb, outer))
    return undefined;
  return recordName(outer) === '' || isAttributePhrase(outer) ? undefined : outer;
}

/** "every whisky I've tasted, | with", "each boat that moors, | with": what the clause describes. */
export function relativeHead(tokens: readonly Token[], end: number): NounPhrase | undefined {
  for (let index = end - 1; index > Math.max(0, end - LONGEST_CLAUSE); index -= 1) {
    const word = wordAt(tokens, index);
    const marks = RELATIVES.has(word) || SUBJECT_PRONOUNS.has(word);
    const head = marks ? nounPhraseBefore(tokens, index) : undefined;
    if (head !== undefined) return head;
  }
  return undefined;
}
