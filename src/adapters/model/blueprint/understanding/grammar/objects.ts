import type { Evidence, Findings, Rule } from '../evidence.ts';
import type { Token } from '../tagger.ts';
import { ARTICLES, EACH } from '../words/determiners.ts';
import { wordSet } from '../words/word-set.ts';
import {
  evidenceFor,
  isAttributePhrase,
  keptActor,
  recordName,
  twoFacedName,
  wordAt,
} from './context.ts';
import type { NounList } from './noun-list.ts';
import { nounPhraseAt } from './noun-phrase.ts';
import type { NounPhrase } from './noun-phrase.ts';
import { isFormOf } from './verbs.ts';

const TARGET_PREPOSITIONS = wordSet(
  'to on in for of from with against at into onto under by between across',
);
/** What stands after these owns what stands before. */
const OWNING_PREPOSITIONS = wordSet('to on of into onto for against under');
const OWNERS = wordSet('their its');
const PRONOUNS = wordSet('it them him her us');
/** "assign talks to tracks", "put players into squads". */
const GROUPING = wordSet(
  'assign put sort group divide place split allocate organise organize link',
);
const NOTHING: Findings = { evidence: [], ties: [] };

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

/** "add a new site": made anew, so kept, even where its name is one of software as well. */
function isMade(phrase: NounPhrase): boolean {
  return phrase.determiners.includes('new');
}

/** The objects of a verb that name records; "create a system with …" has none. */
export function objects(tokens: readonly Token[], list: NounList, rule: Rule): readonly Evidence[] {
  const properties = list.items.filter(({ phrase }) => isAttributePhrase(phrase)).length;
  const singular = list.items.every(({ phrase }) => !phrase.plural);
  const ofEach = owned(tokens, list) && EACH.has(wordAt(tokens, list.end + 1));
  const each = ofEach && (singular || properties > 0);
  const forEach = (properties > 0 || singular) && isForEach(tokens, list.end);
  const among = list.items.length > 1 && (each || properties * 2 >= list.items.length);
  const known = list.items.filter(({ phrase }) => phrase.plural && recordName(phrase) !== '');
  const beside = rule === 'record verb' && known.length > 0;
  return list.items.flatMap(({ phrase }) => {
    if (forEach && !phrase.plural) return [];
    if (among && (owned(tokens, list) || !phrase.plural)) return [];
    if (isAttributePhrase(phrase) && phrase.determiners.some((word) => OWNERS.has(word))) return [];
    const kept = rule === 'record verb' && phrase.plural;
    const twoFaced = (beside && phrase.plural) || (rule === 'record verb' && isMade(phrase));
    const person = rule === 'record verb' ? keptActor(phrase) : '';
    const entity = recordName(phrase) || person || (twoFaced ? twoFacedName(phrase) : '');
    if (entity === '' || (isAttributePhrase(phrase) && !kept)) return [];
    return [{ entity, rule }];
  });
}

/** What the objects are put in or given to: "add songs to a playlist", "put them into squads". */
export function target(
  tokens: readonly Token[],
  list: NounList,
  from: readonly Evidence[],
  verb: string,
): Findings {
  const end = list.items.length === 0 && PRONOUNS.has(wordAt(tokens, list.end)) ? 1 : 0;
  if (list.items.length === 0 && end === 0) return NOTHING;
  const at = list.end + end;
  const preposition = wordAt(tokens, at);
  const phrase = TARGET_PREPOSITIONS.has(preposition) ? nounPhraseAt(tokens, at + 1) : undefined;
  if (phrase === undefined || isAttributePhrase(phrase)) return NOTHING;
  if (!phrase.plural && phrase.determiners.length === 0) return NOTHING;
  const grouped = phrase.plural && isFormOf(verb, GROUPING) && /^(to|into)$/.test(preposition);
  const evidence = evidenceFor(phrase, grouped ? 'contains' : 'target');
  const to = evidence[0]?.entity;
  if (to === undefined || !OWNING_PREPOSITIONS.has(preposition)) return { evidence, ties: [] };
  return { evidence, ties: from.map(({ entity }) => ({ from: entity, kind: 'belongsTo', to })) };
}
