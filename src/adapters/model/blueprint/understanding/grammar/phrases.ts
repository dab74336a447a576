import type { Evidence, Findings } from '../evidence.ts';
import type { Token } from '../tagger.ts';
import { isActor, isSoftName } from '../vocabulary.ts';
import { CONTAINERS, RECORDS_IN_PLURAL } from '../words/stop-nouns.ts';
import { EACH } from '../words/determiners.ts';
import { wordSet } from '../words/word-set.ts';
import { evidenceFor, isAttributePhrase, recordName, twoFacedName } from './context.ts';
import { nounListAt } from './noun-list.ts';
import { PEOPLE } from '../words/modifiers.ts';
import { nounPhraseAt } from './noun-phrase.ts';
import { isFormOf } from './verbs.ts';
import type { NounPhrase } from './noun-phrase.ts';

/** Words that make the noun before them what is managed: "task management", "expense tracker". */
const MANAGING = wordSet(`
  management tracking tracker manager booking bookings scheduling scheduler registration registry
  catalogue catalog database log logbook organiser organizer planner planning crud
  directory register journal diary watchlist wishlist archive
`);
/** Those of them that are people as often: "the station manager". */
const AGENTS = wordSet('manager organiser organizer planner scheduler');
const OPERATING = wordSet(
  'enter record log note track store add edit manage see view write maintain register',
);
/** Words that make the plural after "of" what is kept. */
const COLLECTING = wordSet(
  'database register catalogue catalog archive directory collection inventory registry log record records repository',
);
const SERVING = wordSet('api apis endpoints operations crud interface screens pages forms tables');
/** What is managed under a wider word than a record's. */
const WIDE = wordSet(`
  inventory content time relationship project-wide stock customer-relationship resource document
  event-driven finance financial facility fleet property workflow relationships personal health
  habit-tracking knowledge asset-wide waste supply human learning case practice class identity
  state memory process risk change configuration package version dependency session
`);

/** "task management", "bug tracker": what is managed. */
function managed(
  tokens: readonly Token[],
  phrase: NounPhrase,
  brief: boolean,
): readonly Evidence[] {
  const at = phrase.words.findIndex(
    (word, index) => index > 0 && (MANAGING.has(word) || (brief && word === 'list')),
  );
  if (at < 1 || phrase.adjectives >= at) return [];
  const crud = phrase.words[at] === 'crud' && /^(:|for)$/.test(tokens[phrase.end]?.lower ?? '');
  if (crud) return [];
  const acts = tokens[phrase.end]?.tag === 'VERB' || tokens[phrase.end]?.tag === 'AUX';
  if (AGENTS.has(phrase.words[at] ?? '') && (acts || phrase.determiners.length > 0)) return [];
  const words = phrase.words.slice(0, at);
  const last = words.at(-1) ?? '';
  if (CONTAINERS.has(last) || WIDE.has(last)) return [];
  const name = { ...phrase, words, adjectives: Math.min(phrase.adjectives, words.length - 1) };
  return isAttributePhrase(name) ? [] : evidenceFor(name, 'management');
}

/** "a database of exhibits and painters": what is collected. */
function collected(tokens: readonly Token[], phrase: NounPhrase): readonly Evidence[] {
  const last = phrase.words.at(-1) ?? '';
  if (!COLLECTING.has(last) || tokens[phrase.end]?.lower !== 'of') return [];
  return nounListAt(tokens, phrase.end + 1)
    .items.filter((item) => item.phrase.plural)
    .flatMap((item) => evidenceFor(item.phrase, 'record verb'));
}

/** "for teachers to record …". */
function isPurpose(tokens: readonly Token[], start: number, end: number): boolean {
  return tokens[start - 1]?.lower === 'for' && tokens[end]?.lower === 'to';
}

/** "our drivers enter", "photographers need to log": who keeps the records. */
function isOperator(tokens: readonly Token[], end: number): boolean {
  let at = end;
  while (/^(can|should|must|may|will|to|need|want)$/.test(tokens[at]?.lower ?? '')) at += 1;
  const verb = tokens[at];
  if (verb === undefined || !(verb.tag === 'VERB' || at > end)) return false;
  return isFormOf(verb.lower, OPERATING);
}

/** "CRUD API for Author, Book and Publisher". */
function served(tokens: readonly Token[], phrase: NounPhrase): readonly Evidence[] {
  const last = phrase.words.at(-1) ?? '';
  const serves =
    SERVING.has(last) && ['for', 'on', 'over'].includes(tokens[phrase.end]?.lower ?? '');
  if (!serves) return [];
  const { items } = nounListAt(tokens, phrase.end + 1);
  return items.length < 2 && !phrase.words.includes('crud')
    ? []
    : items.flatMap((item) => evidenceFor(item.phrase, 'record verb'));
}

/** That a name is used, which a plural says louder; "for teachers to record" only says by whom. */
function mentions(
  tokens: readonly Token[],
  start: number,
  phrase: NounPhrase,
  entity: string,
  brief: boolean,
): readonly Evidence[] {
  const plural =
    phrase.plural &&
    !isAttributePhrase(phrase) &&
    !isPurpose(tokens, start, phrase.end) &&
    !isOperator(tokens, phrase.end);
  return [
    { entity, rule: 'mention' },
    ...(plural ? [{ entity, rule: 'plural' as const }] : []),
    ...(plural && brief ? [{ entity, rule: 'brief' as const }] : []),
  ];
}

/** "serial numbers": a property in any list, unlike "comments". */
function isCompoundProperty(phrase: NounPhrase): boolean {
  return phrase.words.length > 1 && isAttributePhrase(phrase);
}

/** Records that show what is listed. */
const ENOUGH = 2;

/** In a brief text: lists of plurals, and whose the records are ("student grades"). */
function briefly(tokens: readonly Token[], start: number, phrase: NounPhrase): readonly Evidence[] {
  const [first = ''] = phrase.words;
  const people = PEOPLE.has(first) && phrase.words.length > 1 && phrase.plural && !isActor(first);
  const whose: readonly Evidence[] = people
    ? [
        { entity: first, rule: 'brief' },
        { entity: first, rule: 'plural' },
      ]
    : [];
  const { items } = nounListAt(tokens, start);
  const plurals = items.filter((item) => item.phrase.plural && !isCompoundProperty(item.phrase));
  const allProperties = plurals.every((item) => isAttributePhrase(item.phrase));
  if (allProperties || plurals.length < 2 || plurals.length * 2 < items.length) return whose;
  const known = plurals.filter((item) => recordName(item.phrase) !== '').length;
  const beside = plurals.flatMap(({ phrase: other }): readonly Evidence[] => {
    const entity = recordName(other) || (known >= ENOUGH ? twoFacedName(other) : '');
    if (entity === '') return [];
    const found: Evidence = { entity, rule: 'system with' };
    return known >= ENOUGH && isSoftName(entity) ? [found, found] : [found];
  });
  return [...whose, ...(phrase.plural ? [] : evidenceFor(phrase, 'system with')), ...beside];
}

/** What single noun phrases show: "each X", "X management", and that a name is used at all. */
export function fromPhrases(tokens: readonly Token[], brief: boolean): Findings {
  const evidence: Evidence[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const phrase = nounPhraseAt(tokens, index);
    if (phrase === undefined) continue;
    evidence.push(
      ...managed(tokens, phrase, brief),
      ...collected(tokens, phrase),
      ...served(tokens, phrase),
    );
    if (brief) evidence.push(...briefly(tokens, index, phrase));
    if (
      phrase.determiners.some((word) => EACH.has(word)) &&
      !phrase.plural &&
      !isAttributePhrase(phrase)
    )
      evidence.push(...evidenceFor(phrase, 'each'));
    const name = recordName(phrase);
    const heading = index === 0 && phrase.end === tokens.length;
    if (heading && RECORDS_IN_PLURAL.has(name)) continue;
    if (name !== '') evidence.push(...mentions(tokens, index, phrase, name, brief));
    index = phrase.end - 1;
  }
  return { evidence, ties: [] };
}
