import { isKnownVerb } from '../grammar/verbs.ts';
import { isPlural } from '../inflection.ts';
import { ATTRIBUTE_WORDS } from '../words/attribute-words.ts';
import type { Token } from './token.ts';
import { isArticle, isBare, isBreak, isInObject, isNoun } from './look.ts';
import type { Look } from './look.ts';

/** Whether what looks like a verb is a noun, where it stands. */
type NounRule = (at: Look, index: number, token: Token) => boolean;

/** "every milking", "several stops", "of exercises", "to tracks", "are shows". */
const isAfterDeterminer: NounRule = (at, index, token) => {
  const before = at(index - 1);
  if (before === undefined || /(ing|ed)$/.test(token.lower)) return false;
  if (isArticle(before)) return true;
  const plural = isPlural(token.lower);
  if (before.lower === 'to') return plural;
  if (/^(what|which|has|have|are|were|two|three|four|no)$/.test(before.lower)) return plural;
  if (before.tag === 'ADP' || before.lower === 'for') return isBare(token) || plural;
  return plural && (before.tag === 'NUM' || before.tag === 'ADJ');
};

/** "plays and tours", "Hops: variety": in a list, and not of verbs. */
const isListed: NounRule = (at, index, token) => {
  if (!isPlural(token.lower) || !isBreak(at(index - 1)) || !isBreak(at(index + 1))) return false;
  const item = at(index - 2);
  const inVerbs = item?.tag === 'VERB' || at(index + 2)?.tag === 'VERB';
  return !(inVerbs && isKnownVerb(token.lower));
};

const RELATIVE = /^(that|which|who)$/;

/** "so loans must be recorded", "Matches between two teams are played", "Permits expire". */
const isSubject: NounRule = (at, index, token) => {
  if (!isPlural(token.lower)) return false;
  const next = at(index + 1);
  if (next?.tag === 'AUX') return !RELATIVE.test(at(index - 1)?.lower ?? '');
  if (index > 0) return false;
  if (next?.tag === 'VERB') return isBare(next);
  if (next?.tag !== 'ADP') return false;
  for (let later = 2; later < 12; later += 1) if (at(later)?.tag === 'AUX') return true;
  return false;
};

/** "the milk yield of a cow", "a billing address and": a noun of two words. */
const isCompound: NounRule = (at, index, token) => {
  const before = at(index - 1);
  const next = at(index + 1);
  if (!isNoun(before) || isPlural(before.lower) || !isBare(token)) return false;
  return isBreak(next) || next?.lower === 'of' || next?.tag === 'AUX';
};

/** "my scuba dives: site": a plural behind what it is made of, and nothing that it does. */
const isPluralCompound: NounRule = (at, index, token) => {
  const before = at(index - 1);
  if (!isPlural(token.lower) || !isNoun(before) || isPlural(before.lower)) return false;
  if (RELATIVE.test(at(index - 2)?.lower ?? '')) return false;
  return (
    isBreak(at(index + 1)) ||
    (at(index + 1)?.lower === 'with' &&
      (isInObject(at, index) || /^(my|our)$/.test(at(0)?.lower ?? '')))
  );
};

/** "enter charters", "writes felling permits": what a verb has behind it is no second verb. */
const isObject: NounRule = (at, index, token) => {
  if (!isPlural(token.lower)) return false;
  const before = at(index - 1);
  const gerund = before?.lower.endsWith('ing') === true && at(index - 2)?.tag === 'VERB';
  if (index === 1 && isKnownVerb(before?.lower ?? '') && before !== undefined && isBare(before))
    return at(2)?.tag === 'ADP' || isBreak(at(2));
  return before?.tag === 'VERB' && (gerund || isBare(before) || isPlural(before.lower));
};

/** "start time, end time and cause": the last of a list of nouns. */
const isLast: NounRule = (at, index, token) => {
  if (!isBreak(at(index - 1)) || at(index - 1)?.tag !== 'CCONJ' || !isBare(token)) return false;
  const listed = isNoun(at(index - 2)) && isBreak(at(index + 1));
  return listed && (ATTRIBUTE_WORDS.has(token.lower) || !isKnownVerb(token.lower));
};

/** "submit leave requests": of two verbs in a row the second names what the noun is for. */
const isModifier: NounRule = (at, index, token) => {
  const before = at(index - 1);
  if (!isBare(token) || !isNoun(at(index + 1))) return false;
  if (/^(is|are|was|were)$/.test(before?.lower ?? '')) return true;
  const finite = at(index + 2)?.tag === 'AUX' || /^(have|need)$/.test(at(index + 2)?.lower ?? '');
  if (before === undefined) return isPlural(at(1)?.lower ?? '') && finite;
  if (before.tag !== 'VERB') return false;
  return (
    !/^(help|let|lets|make|makes|helps|go|come)$/.test(before.lower) &&
    !/(ing|ed)$/.test(before.lower)
  );
};

/** "venues and leave requests", "which leave requests": a verb of nothing that is kept. */
function isUnlikelyVerb(at: Look, index: number, token: Token): boolean {
  if (!isBare(token) || isKnownVerb(token.lower) || !isPlural(at(index + 1)?.lower ?? ''))
    return false;
  if (at(index - 1)?.lower === 'which') return true;
  const listed = at(index - 1)?.tag === 'CCONJ' && isPlural(at(index - 2)?.lower ?? '');
  return listed && isBreak(at(index + 2));
}

/** "with employees, leave requests and appraisals": in a list of plurals that no verb begins. */
const isListedModifier: NounRule = (at, index, token) => {
  if (isUnlikelyVerb(at, index, token)) return true;
  if (!isBreak(at(index - 1)) || !isBare(token) || !isNoun(at(index + 1))) return false;
  if (!isPlural(at(index + 1)?.lower ?? '') || !isBreak(at(index + 2))) return false;
  let start = index - 1;
  while (isNoun(at(start)) || (isBreak(at(start)) && at(start)?.text !== ':' && start > 0))
    start -= 1;
  return start < index - 1 && /^(with|for|:|including|of)$/.test(at(start)?.lower ?? '');
};

const RULES: readonly NounRule[] = [
  isAfterDeterminer,
  isListed,
  isSubject,
  isCompound,
  isPluralCompound,
  isObject,
  isModifier,
  isListedModifier,
  isLast,
];

const AFTER_ALONE = [
  'ADP',
  'AUX',
  'VERB',
  'PUNCT',
  'CCONJ',
  'PRON',
  'DET',
  'INTJ',
  'PART',
  'ADV',
  'SCONJ',
];

/** "raises a non-conformance with", "for each well we": what an article has and no noun follows. */
function isAloneAdjective(at: Look, index: number): boolean {
  const before = at(index - 1)?.lower ?? '';
  const next = at(index + 1);
  if (before === 'the') return next?.lower === "'s";
  if (!/^(an?|each|every)$/.test(before)) return false;
  return (
    next === undefined || AFTER_ALONE.includes(next.tag) || /^(needs|requires)$/.test(next.lower)
  );
}

/** Whether a token that was taken for a verb or an adjective is a noun. */
export function isHiddenNoun(at: Look, index: number): boolean {
  const token = at(index);
  if (token?.tag === 'ADJ' || token?.tag === 'ADV') return isAloneAdjective(at, index);
  if (token?.tag !== 'VERB') return false;
  return RULES.some((rule) => rule(at, index, token));
}

/** "to freelance translators", behind what is given: a word that is no verb of anything kept. */
export function isHiddenAdjective(at: Look, index: number): boolean {
  const token = at(index);
  if (token?.tag !== 'VERB') return false;
  if (at(index - 1)?.lower !== 'to' || !isBare(token) || isKnownVerb(token.lower)) return false;
  const given = at(index - 2);
  const passed = given?.tag === 'VERB' && /(ed|ent|en|old|ade)$/.test(given.lower);
  const several = isNoun(given) && isPlural(given.lower);
  return (passed || several) && isPlural(at(index + 1)?.lower ?? '');
}
