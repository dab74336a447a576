import { isBaseForm, isFormOf, isKnownVerb } from '../grammar/verbs.ts';
import { isPlural } from '../inflection.ts';
import { ATTRIBUTE_WORDS } from '../words/attribute-words.ts';
import {
  DOING_VERBS,
  KEEPING_VERBS,
  NOUN_LIKE_VERBS,
  RECORD_VERBS,
  STATE_VERBS,
  TRANSACTION_VERBS,
} from '../words/verbs.ts';
import { wordSet } from '../words/word-set.ts';
import type { Token } from './token.ts';
import {
  isArticle,
  isBreak,
  isInObject,
  isNoun,
  isObjectPronoun,
  isParticle,
  isSeveral,
  endsInS,
} from './look.ts';
import type { Look } from './look.ts';

/** Plurals that stand before a noun: "sales report". */
const ATTRIBUTIVE = wordSet('sales goods sports savings claims news accounts works operations');
const LETTING = wordSet('let lets help helps make makes letting helping');
const SOFTWARE = wordSet('system app application software tool it site website portal program');
const LETTING_WINDOW = 6;

/** Whether what looks like a noun is a verb, where it stands. */
type VerbRule = (at: Look, index: number, token: Token) => boolean;

function isBaseVerb(word: string): boolean {
  return isBaseForm(word) || TRANSACTION_VERBS.has(word) || DOING_VERBS.has(word);
}

/** Whether an object can start here: "its week", "each boat", "them". */
function startsObject(token: Token | undefined): boolean {
  return isArticle(token) || isObjectPronoun(token);
}

/** "a boat that moors", "consultants who survey buildings". */
const isRelative: VerbRule = (at, index, token) => {
  const before = at(index - 1)?.lower;
  const next = at(index + 1);
  if (before === 'who') return next?.tag !== 'VERB' && next?.tag !== 'AUX';
  if (before !== 'that' && before !== 'which') return false;
  if (!isNoun(at(index - 2)) || next?.tag === 'VERB' || next?.tag === 'AUX') return false;
  const agrees = isPlural(token.lower) ? !isSeveral(at(index - 2)) : isBaseVerb(token.lower);
  return agrees && (next?.tag !== 'NOUN' || isPlural(next.lower));
};

/** "each inspection records the date", "the agency hands out jobs". */
const isThirdPerson: VerbRule = (at, index, token) => {
  const before = at(index - 1);
  const next = at(index + 1);
  if (isObjectPronoun(next) && isKnownVerb(token.lower)) return !isArticle(before);
  if (!isPlural(token.lower) || !isNoun(before) || isPlural(before.lower)) return false;
  if (isInObject(at, index)) return false;
  const ofSoftware = SOFTWARE.has(before.lower) && isArticle(at(index - 2));
  if (ofSoftware && isKnownVerb(token.lower) && next !== undefined) return true;
  if (next?.tag === 'ADP' && isFormOf(token.lower, STATE_VERBS)) return true;
  if (isParticle(next)) return isNoun(at(index + 2)) || isArticle(at(index + 2));
  return startsObject(next);
};

/** "residents report problems", "Crews check out a vehicle", "staff note each boat". */
const isOfPlural: VerbRule = (at, index, token) => {
  const before = at(index - 1);
  const next = at(index + 1);
  if (!isSeveral(before) || ATTRIBUTIVE.has(before?.lower ?? '')) return false;
  if (!isBaseVerb(token.lower) || next === undefined) return false;
  if (startsObject(next) || isParticle(next)) return true;
  const plural = isSeveral(next) || (isNoun(next) && isSeveral(at(index + 2)));
  return plural || (next.tag === 'ADP' && next.lower !== 'of' && next.lower !== 'with');
};

/** "help our food bank log donations", "lets buyers review them". */
const isLet: VerbRule = (at, index, token) => {
  const next = at(index + 1);
  if (!isBaseForm(token.lower) || !(startsObject(next) || endsInS(next))) return false;
  if (!isNoun(at(index - 1)) && !isObjectPronoun(at(index - 1))) return false;
  for (let back = index - 2; back >= Math.max(0, index - LETTING_WINDOW); back -= 1) {
    if (at(back)?.tag === 'PUNCT') return false;
    if (LETTING.has(at(back)?.lower ?? '')) return true;
  }
  return false;
};

/** "create an owner and link animals to them": behind one object, another verb. */
const isSecondVerb: VerbRule = (at, index, token) => {
  if (at(index - 1)?.tag !== 'CCONJ' || !NOUN_LIKE_VERBS.has(token.lower)) return false;
  const singular = isNoun(at(index - 2)) && !endsInS(at(index - 2)) && isArticle(at(index - 3));
  if (!singular) return false;
  if (endsInS(at(index + 1))) return at(index + 2)?.tag === 'ADP';
  return isNoun(at(index + 1)) && endsInS(at(index + 2)) && isBreak(at(index + 3));
};

/** "what each farm delivers and when": behind one of a kind that is asked about. */
const isAsked: VerbRule = (at, index, token) => {
  if (!isPlural(token.lower) || !isKnownVerb(token.lower) || !isNoun(at(index - 1))) return false;
  return /^(each|every)$/.test(at(index - 2)?.lower ?? '') && at(index - 3)?.lower === 'what';
};

/** "Track our fleet", "Log work orders with". */
const isCommand: VerbRule = (at, index, token) => {
  if (index > 0 || !isBaseForm(token.lower)) return false;
  if (isArticle(at(1))) return true;
  const object = isNoun(at(1)) && endsInS(at(2)) ? 2 : 1;
  const keeps = isFormOf(token.lower, RECORD_VERBS);
  return keeps && endsInS(at(object)) && at(object + 1)?.lower === 'with';
};

/** "the system records", "it stores": after what can only act. */
const isOfPronoun: VerbRule = (at, index, token) =>
  /^(it|he|she)$/.test(at(index - 1)?.lower ?? '') &&
  isPlural(token.lower) &&
  isFormOf(token.lower, NOUN_LIKE_VERBS);

/** "for each inspection record the date". */
const isInstruction: VerbRule = (at, index, token) =>
  at(index - 3)?.lower === 'for' &&
  /^(each|every)$/.test(at(index - 2)?.lower ?? '') &&
  isNoun(at(index - 1)) &&
  (isFormOf(token.lower, RECORD_VERBS) || isFormOf(token.lower, KEEPING_VERBS)) &&
  (isArticle(at(index + 1)) || ATTRIBUTE_WORDS.has(at(index + 1)?.lower ?? ''));

const RULES: readonly VerbRule[] = [
  isRelative,
  isThirdPerson,
  isOfPlural,
  isLet,
  isSecondVerb,
  isCommand,
  isOfPronoun,
  isInstruction,
  isAsked,
];

/** Whether a token that was taken for a noun or an adjective is a verb. */
export function isHiddenVerb(at: Look, index: number): boolean {
  const token = at(index);
  if (token === undefined || !['NOUN', 'PROPN', 'ADJ', 'X'].includes(token.tag)) return false;
  return RULES.some((rule) => rule(at, index, token));
}
