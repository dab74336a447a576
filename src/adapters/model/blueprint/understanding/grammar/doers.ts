import type { Evidence, Findings } from '../evidence.ts';
import type { Token } from '../tagger.ts';
import { STATE_VERBS, TRANSACTION_VERBS } from '../words/verbs.ts';
import { wordSet } from '../words/word-set.ts';
import { evidenceFor, isAttributePhrase, keptActor, wordAt } from './context.ts';
import { nounPhraseAt, nounPhraseBefore } from './noun-phrase.ts';
import type { NounPhrase } from './noun-phrase.ts';
import { isFormOf } from './verbs.ts';

const MODALS = wordSet(
  'can could should must will may might to need needs want wants able be also then would shall',
);
const GENERIC = wordSet('a an each every any all most many some');
/** "sign up", "enrol in", "apply for", unlike "register visitors". */
const SIGNING_VERBS = wordSet('register sign enrol enroll apply subscribe');
const SIGNED = wordSet('up for in to on with a an their');
const PREPOSITIONS = wordSet('in on at to into from for by with of under between');

/** The nouns before a verb and its modals. */
function doerOf(tokens: readonly Token[], verb: number): NounPhrase | undefined {
  let end = verb;
  while (end > 0 && MODALS.has(wordAt(tokens, end - 1))) end -= 1;
  const phrase = nounPhraseBefore(tokens, end);
  const named = phrase !== undefined && (phrase.plural || phrase.determiners.length > 0);
  return named && !isAttributePhrase(phrase) ? phrase : undefined;
}

/** Whether a phrase speaks of all of a kind: "an order", "machines", "each audit". */
function isGeneric(phrase: NounPhrase): boolean {
  if (phrase.determiners.length === 0) return phrase.plural;
  return phrase.determiners.some((word) => GENERIC.has(word));
}

function isDealing(phrase: NounPhrase): boolean {
  return isGeneric(phrase) || phrase.determiners.includes('our');
}

/** Who does it: "mentors assess skills" speaks for mentors a little, "members borrow tools" more. */
export function doer(tokens: readonly Token[], verb: number): readonly Evidence[] {
  const phrase = doerOf(tokens, verb);
  if (phrase === undefined) return [];
  const word = wordAt(tokens, verb);
  const signing = isFormOf(word, SIGNING_VERBS) && SIGNED.has(wordAt(tokens, verb + 1));
  const dealing = (signing || isFormOf(word, TRANSACTION_VERBS)) && isDealing(phrase);
  const person = dealing ? keptActor(phrase) : '';
  return [
    ...(person === '' ? [] : [{ entity: person, rule: 'passive' as const }]),
    ...evidenceFor(phrase, 'subject'),
    ...(dealing ? evidenceFor(phrase, 'other verb') : []),
  ];
}

/** "A session takes place at a venue", "machines stand in shops": what is said to be there. */
export function fromStates(tokens: readonly Token[]): Findings {
  const evidence: Evidence[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.lower === 'there' && /^(is|are)$/.test(wordAt(tokens, index + 1))) {
      const named = nounPhraseAt(tokens, index + 2);
      if (named?.plural === true && !isAttributePhrase(named))
        evidence.push(...evidenceFor(named, 'contains'));
    }
    if (token.tag !== 'VERB' || !isFormOf(token.lower, STATE_VERBS)) continue;
    const place = wordAt(tokens, index + 1) === 'place';
    if (token.lower.startsWith('tak') && !place) continue;
    const phrase = doerOf(tokens, index);
    if (phrase === undefined || !isGeneric(phrase)) continue;
    evidence.push(...evidenceFor(phrase, 'contains'));
    const next = index + (place ? 2 : 1);
    const behind = nounPhraseAt(tokens, next + (PREPOSITIONS.has(wordAt(tokens, next)) ? 1 : 0));
    if (behind !== undefined && isGeneric(behind) && !isAttributePhrase(behind))
      evidence.push(...evidenceFor(behind, 'target'));
  }
  return { evidence, ties: [] };
}
