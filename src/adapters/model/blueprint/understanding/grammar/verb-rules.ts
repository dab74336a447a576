import { together } from '../evidence.ts';
import type { Evidence, Findings, Rule } from '../evidence.ts';
import { isPlural } from '../inflection.ts';
import type { Token } from '../tagger.ts';
import { ACT_VERBS, DESCRIBE_VERBS, LOOK_VERBS, RECORD_VERBS } from '../words/verbs.ts';
import { ARTICLES, EACH } from '../words/determiners.ts';
import { wordSet } from '../words/word-set.ts';
import { evidenceFor, isAttributePhrase, recordName, twoFacedName, wordAt } from './context.ts';
import { nounListAt } from './noun-list.ts';
import type { NounList } from './noun-list.ts';
import { nounPhraseAt, nounPhraseBefore } from './noun-phrase.ts';
import { objectListAt } from './object-list.ts';
import { isFormOf } from './verbs.ts';

/** Words after which a verb form is a verb, whatever its tag. */
const BEFORE_VERB = wordSet(`
  to can will should must may could might would and or , / : - for of by when i we they you let lets
  us me not also then automatically easily quickly please help helps that who which be cannot & (
  simply manually just users people staff admins members customers it
`);
const PARTICLES = wordSet('up out down in off back on');
const JOINS = wordSet(', and or / & and/or then');
/** "keep track of tasks", "a list of books": the object stands after the preposition. */
const PASSED_NOUNS = wordSet(`
  track record records list lists detail details information info data log history catalogue catalog
  database collection register set range overview inventory copy copies entry entries kind kinds
  type types schedule calendar directory operation operations
`);
const OBJECT_PREPOSITIONS = wordSet('of about on for');

const TARGET_PREPOSITIONS = wordSet(
  'to on in for of from with against at into onto under by between across',
);
/** What stands after these owns what stands before. */
const OWNING_PREPOSITIONS = wordSet('to on of into onto for against under');
const OWNERS = wordSet('their its');
const MODALS = wordSet(
  'can could should must will may might to need needs want wants able be also then would shall',
);
/** Verbs that say nothing about records. */
const NO_RECORDS = wordSet(`
  using use used based run runs running built build building written write called named made make
  making supports support supporting works working work shows displays display provides provide
  implement implementing develop developing design designed is are be allow allows allowing enable
  enables let lets click clicks press presses type types calculates calculate generate generates
  compute computes avoid reduce reduces improve improves ensure ensures replace replaces describes
  describe covers cover following
`);
const NOTHING: Findings = { evidence: [], ties: [] };

function verbKind(form: string): Rule | undefined {
  if (isFormOf(form, RECORD_VERBS)) return 'record verb';
  if (isFormOf(form, ACT_VERBS)) return 'act verb';
  if (isFormOf(form, LOOK_VERBS)) return 'look verb';
  return undefined;
}

/** Whether the token stands where a verb can stand. */
function isVerbHere(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (token === undefined) return false;
  if (token.lower === 'crud') return true;
  const before = tokens[index - 1];
  if (before === undefined || BEFORE_VERB.has(before.lower)) return true;
  if (token.tag === 'VERB') return before.tag !== 'DET' && before.tag !== 'ADJ';
  const agrees = isPlural(before.lower) !== token.lower.endsWith('s');
  return (
    agrees &&
    (before.tag === 'NOUN' || before.tag === 'PROPN') &&
    nounPhraseAt(tokens, index + 1) !== undefined
  );
}

/** Where the object starts: past particles and "track of", "a list of". */
function objectStart(tokens: readonly Token[], verb: number): number {
  let start = verb + 1;
  if (PARTICLES.has(wordAt(tokens, start))) start += 1;
  for (let round = 0; round < 2; round += 1) {
    const phrase = nounPhraseAt(tokens, start);
    if (phrase === undefined || !PASSED_NOUNS.has(phrase.words.at(-1) ?? '')) break;
    if (!OBJECT_PREPOSITIONS.has(wordAt(tokens, phrase.end))) break;
    start = phrase.end + 1;
  }
  return start;
}

/** The last verb of "create, edit and delete", and the strongest of them. */
function chain(
  tokens: readonly Token[],
  first: number,
): { readonly last: number; readonly rule: Rule } | undefined {
  let rule = verbKind(wordAt(tokens, first));
  if (rule === undefined || !isVerbHere(tokens, first)) return undefined;
  let last = first;
  for (let next = first + 1; next < tokens.length; next += 1) {
    if (JOINS.has(wordAt(tokens, next))) continue;
    const kind = verbKind(wordAt(tokens, next));
    if (kind === undefined || next === last + 1) break;
    if (kind === 'record verb' || rule === 'look verb') rule = kind;
    last = next;
  }
  return { last, rule };
}

/** Whether what is listed is said of each of something: "for each hive record the date". */
function isForEach(tokens: readonly Token[], end: number): boolean {
  return tokens
    .slice(0, end)
    .some(({ lower }, at) => lower === 'for' && EACH.has(wordAt(tokens, at + 1)));
}

/** Whether a list is of what somebody has: "the title and author of each book". */
function owned(tokens: readonly Token[], { end }: NounList): boolean {
  return /^(of|for|about)$/.test(wordAt(tokens, end)) && ARTICLES.has(wordAt(tokens, end + 1));
}

/** The objects of a verb that name records; "create a system with …" has none. */
function objects(tokens: readonly Token[], list: NounList, rule: Rule): readonly Evidence[] {
  const properties = list.items.filter(({ phrase }) => isAttributePhrase(phrase)).length;
  const each = owned(tokens, list) && EACH.has(wordAt(tokens, list.end + 1));
  const forEach = properties > 0 && isForEach(tokens, list.end);
  const among =
    list.items.length > 1 && properties * (each ? list.items.length : 2) >= list.items.length;
  const known = list.items.filter(({ phrase }) => phrase.plural && recordName(phrase) !== '');
  const beside = rule === 'record verb' && known.length > 0;
  return list.items.flatMap(({ phrase }) => {
    if (forEach && !phrase.plural) return [];
    if (among && (owned(tokens, list) || !phrase.plural)) return [];
    if (isAttributePhrase(phrase) && phrase.determiners.some((word) => OWNERS.has(word))) return [];
    const kept = rule === 'record verb' && phrase.plural;
    const entity = recordName(phrase) || (beside && phrase.plural ? twoFacedName(phrase) : '');
    if (entity === '' || (isAttributePhrase(phrase) && !kept)) return [];
    return [{ entity, rule }];
  });
}

/** What the objects are put in or given to: "add songs to a playlist". */
function target(tokens: readonly Token[], list: NounList, from: readonly Evidence[]): Findings {
  const preposition = wordAt(tokens, list.end);
  const phrase = TARGET_PREPOSITIONS.has(preposition)
    ? nounPhraseAt(tokens, list.end + 1)
    : undefined;
  if (phrase === undefined || isAttributePhrase(phrase)) return NOTHING;
  if (!phrase.plural && phrase.determiners.length === 0) return NOTHING;
  const evidence = evidenceFor(phrase, 'target');
  const to = evidence[0]?.entity;
  if (to === undefined || !OWNING_PREPOSITIONS.has(preposition)) return { evidence, ties: [] };
  return { evidence, ties: from.map(({ entity }) => ({ from: entity, kind: 'belongsTo', to })) };
}

/** Who does it: "mentors assess skills" speaks for mentors, a little. */
function subject(tokens: readonly Token[], verb: number): readonly Evidence[] {
  let end = verb;
  while (end > 0 && MODALS.has(wordAt(tokens, end - 1))) end -= 1;
  const phrase = nounPhraseBefore(tokens, end);
  const named = phrase !== undefined && (phrase.plural || phrase.determiners.length > 0);
  return named && !isAttributePhrase(phrase) ? evidenceFor(phrase, 'subject') : [];
}

/** "Create a rotating cube" at the head of a text: what is asked for, not what it keeps. */
function asksForOne(tokens: readonly Token[], verb: number, { items }: NounList): boolean {
  const article = items[0]?.phrase.determiners[0];
  return wordAt(tokens, verb) === 'create' && (article === 'a' || article === 'an');
}

function otherVerb(tokens: readonly Token[], index: number): Rule | undefined {
  const token = tokens[index];
  if (token?.tag !== 'VERB' || DESCRIBE_VERBS.has(token.lower) || NO_RECORDS.has(token.lower))
    return undefined;
  return 'other verb';
}

/** Objects, subjects and targets of verbs: create, manage, track and the like count most. */
export function fromVerbs(tokens: readonly Token[], opening: boolean): Findings {
  const found: Findings[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const rule = otherVerb(tokens, index);
    const verbs = chain(tokens, index) ?? (rule === undefined ? undefined : { last: index, rule });
    if (verbs === undefined) continue;
    const start = objectStart(tokens, verbs.last);
    const list = nounListAt(tokens, start);
    if (opening && index === 0 && asksForOne(tokens, verbs.last, list)) continue;
    const all = verbs.rule === 'record verb' ? objectListAt(tokens, start) : list;
    const objectsFound = objects(tokens, { ...list, items: all.items }, verbs.rule);
    const by = subject(tokens, index);
    found.push({ evidence: [...by, ...objectsFound], ties: [] });
    if (list.items.length > 0) found.push(target(tokens, list, objectsFound));
    index = verbs.last;
  }
  return together(found);
}
