import type { Token } from '../tagger.ts';
import { NOUN_LIKE_VERBS } from '../words/verbs.ts';
import { wordSet } from '../words/word-set.ts';
import { wordAt } from './context.ts';
import { nounPhraseBefore } from './noun-phrase.ts';
import { NO_TOPICS, antecedent } from './topics.ts';
import type { Topics } from './topics.ts';
import { outerObject, relativeHead } from './attachment.ts';
import type { NounPhrase } from './noun-phrase.ts';

/** Words between a subject and its verb. */
const BETWEEN = wordSet(
  'should must can will may also could would always usually typically then , all each which that who : just simply only shall come comes together along',
);
const LONGEST = 10;
const AUXILIARIES = wordSet('is are be being been was were gets get');
/** Words whose list belongs to the object of the verb before: "log an outage against a mast with". */
const ATTACHING = wordSet('with including stating listing having giving specifying noting');
const CARRYING = wordSet('and but or , has have must should also will');

/** Before "recorded with": the subject of the passive. */
function beforePassive(tokens: readonly Token[], end: number): number {
  const last = /^(down|up|in|out)$/.test(wordAt(tokens, end - 1)) ? end - 1 : end;
  const participle = /(ed|en|wn|ne|ept|ent|old|ught|ade|aid|eld)$/.test(wordAt(tokens, last - 1));
  return participle && AUXILIARIES.has(wordAt(tokens, last - 2)) ? last - 2 : end;
}

/** "Applicants register with", "members sign up with". */
function beforeSigning(tokens: readonly Token[], end: number): number {
  const up = wordAt(tokens, end - 1) === 'up' ? end - 1 : end;
  return /^(register|sign|enrol|enroll|apply)$/.test(wordAt(tokens, up - 1)) ? up - 1 : end;
}

/** The subject at the head of the sentence, when the verb agrees with it: "Loans … and have". */
function headSubject(tokens: readonly Token[], verb: number): NounPhrase | undefined {
  const first = tokens.findIndex(({ tag }, at) => at > 0 && (tag === 'VERB' || tag === 'AUX'));
  if (first < 1 || first >= verb) return undefined;
  const head = nounPhraseBefore(tokens.slice(0, first), first);
  if (head === undefined) return undefined;
  const word = wordAt(tokens, verb);
  const agrees = word.endsWith('s') ? !head.plural : head.plural;
  return agrees ? head : undefined;
}

/** "Order lines have": the first word of a sentence that is tagged as a verb. */
function withFirstWord(before: readonly Token[], near: NounPhrase): NounPhrase {
  const first = wordAt(before, 0);
  const alone = near.determiners.length === 0 && near.words.length === before.length - 1;
  if (!alone || !NOUN_LIKE_VERBS.has(first)) return near;
  return { ...near, words: [first, ...near.words], adjectives: 0 };
}

/** "Bottles of a wine have": the plural before "of", when the verb agrees with it alone. */
function wholeSubject(before: readonly Token[], near: NounPhrase, verb: string): NounPhrase {
  const of = before.findLastIndex(({ lower }) => lower === 'of');
  if (of < 1 || near.plural || verb.endsWith('s') || verb.endsWith('ing') || verb === 'with')
    return withFirstWord(before, near);
  const outer = nounPhraseBefore(before, of);
  return outer?.plural === true ? outer : near;
}

/** The nouns that a verb, "with" or "having" at an index speaks of. */
export function subjectOf(
  tokens: readonly Token[],
  verb: number,
  topics: Topics = NO_TOPICS,
): NounPhrase | undefined {
  let end = verb;
  while (end > 0 && BETWEEN.has(wordAt(tokens, end - 1))) end -= 1;
  end = beforePassive(tokens, end);
  while (end > 0 && AUXILIARIES.has(wordAt(tokens, end - 1))) end -= 1;
  while (end > 0 && BETWEEN.has(wordAt(tokens, end - 1))) end -= 1;
  // Cut there, or a tagger that takes the verb for a noun makes it part of the name.
  if (wordAt(tokens, verb) === 'with') end = beforeSigning(tokens, end);
  const before = tokens.slice(Math.max(0, end - LONGEST), end);
  const near = nounPhraseBefore(before, before.length);
  if (near !== undefined)
    return ATTACHING.has(wordAt(tokens, verb))
      ? (outerObject(tokens, end, near) ?? wholeSubject(before, near, wordAt(tokens, verb)))
      : wholeSubject(before, near, wordAt(tokens, verb));
  const meant = antecedent(tokens, end - 1, topics);
  if (meant !== undefined) return meant;
  const head = relativeHead(tokens, end);
  if (head !== undefined) return head;
  return CARRYING.has(wordAt(tokens, end - 1)) ? headSubject(tokens, verb) : undefined;
}
