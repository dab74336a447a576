import { together } from '../evidence.ts';
import type { Findings } from '../evidence.ts';
import type { Token } from '../tagger.ts';
import { isActor, isStopName } from '../vocabulary.ts';
import { EACH } from '../words/determiners.ts';
import {
  DESCRIBE_VERBS,
  KEEPING_VERBS,
  PLURAL_DESCRIBE_VERBS,
  RECORD_VERBS,
} from '../words/verbs.ts';
import { wordSet } from '../words/word-set.ts';
import { isAttributePhrase, itemField, wordAt } from './context.ts';
import { describe } from './describe.ts';
import { nounListAt } from './noun-list.ts';
import type { ListItem, NounList } from './noun-list.ts';
import { nounPhraseAt, nounPhraseBefore } from './noun-phrase.ts';
import { phraseEntity } from './phrase-entity.ts';
import type { NounPhrase } from './noun-phrase.ts';
import { subjectOf } from './subjects.ts';
import { isFormOf } from './verbs.ts';
import { writtenListAt } from './written-list.ts';

/** Words between a verb and the list that it introduces. */
const AFTER = wordSet(
  'of the following at least and also to have store record include both : be with by got up fields attributes properties such as least',
);
const PARTICIPLES = wordSet(
  'described identified defined characterised characterized represented composed made specified',
);
const MAX_GAP = 10;
const NOT_LISTS = wordSet('been to be not no');

/** The list at a token, by its commas; where that shows nothing, by its nouns. */
function listAt(tokens: readonly Token[], start: number): NounList {
  const written = writtenListAt(tokens, start);
  return written.items.length > 0 ? written : nounListAt(tokens, start);
}

function afterWords(tokens: readonly Token[], from: number): number {
  let start = from;
  while (start < from + 6 && AFTER.has(wordAt(tokens, start))) start += 1;
  return start;
}

/** "A task has a title, a due date and comments", "tasks with a status", "the system has projects". */
function fromHas(tokens: readonly Token[], index: number): Findings | undefined {
  const verb = wordAt(tokens, index);
  const ofPlural = PLURAL_DESCRIBE_VERBS.has(verb);
  if (!DESCRIBE_VERBS.has(verb) && !ofPlural) return undefined;
  if (NOT_LISTS.has(wordAt(tokens, index + 1))) return undefined;
  const subject = subjectOf(tokens, index);
  if (subject === undefined || (ofPlural && !subject.plural)) return undefined;
  const { items } = listAt(tokens, afterWords(tokens, index + 1));
  if (ofPlural && !items.some(({ phrase }) => isAttributePhrase(phrase))) return undefined;
  return items.length === 0 ? undefined : describe(subject, items, verb);
}

/** "A survey is described by a title and a deadline". */
function fromDescribed(tokens: readonly Token[], index: number): Findings | undefined {
  if (!PARTICIPLES.has(wordAt(tokens, index))) return undefined;
  if (!/^(by|of|with|up)$/.test(wordAt(tokens, index + 1))) return undefined;
  const subject = subjectOf(tokens, index + 1);
  const { items } = listAt(tokens, afterWords(tokens, index + 1));
  return subject === undefined || items.length === 0 ? undefined : describe(subject, items, 'has');
}

function namesSet(subject: NounPhrase): boolean {
  if (subject.determiners.length === 0) return subject.plural;
  return subject.determiners.some((word) => EACH.has(word) || /^(an?|the|all|any)$/.test(word));
}

/** Whether a list is of properties as far as its nouns show. */
function showsProperties(items: readonly ListItem[]): boolean {
  return items.some((item) => isAttributePhrase(item.phrase));
}

/** "record for each member the name, email and phone". */
function recordedFor(
  tokens: readonly Token[],
  index: number,
  subject: NounPhrase,
): Findings | undefined {
  const recorded = tokens
    .slice(Math.max(0, index - 3), index)
    .some(({ lower }) => isFormOf(lower, RECORD_VERBS) || isFormOf(lower, KEEPING_VERBS));
  const next = wordAt(tokens, subject.end);
  if (!recorded || !/^(its|their|his|her|the|a|an|:|,)$/.test(next)) return undefined;
  const { items } = listAt(tokens, subject.end + (/^[:,]$/.test(next) ? 1 : 0));
  return showsProperties(items) ? describe(subject, items, 'has') : undefined;
}

/** "for each complaint, the subject and the status are stored". */
function storedFor(tokens: readonly Token[], subject: NounPhrase): Findings | undefined {
  if (wordAt(tokens, subject.end) !== ',') return undefined;
  const { items, end } = writtenListAt(tokens, subject.end + 1, true);
  const passive = /^(is|are|must|should|will|has|have|need)$/.test(wordAt(tokens, end));
  return passive && showsProperties(items) ? describe(subject, items, 'has') : undefined;
}

/** "for each member we record name, email and phone". */
function fromForEach(tokens: readonly Token[], index: number): Findings | undefined {
  if (wordAt(tokens, index) !== 'for') return undefined;
  const subject = nounPhraseAt(tokens, index + 1);
  if (subject === undefined || !namesSet(subject)) return undefined;
  const recorded = recordedFor(tokens, index, subject) ?? storedFor(tokens, subject);
  if (recorded !== undefined) return recorded;
  for (let at = subject.end; at < Math.min(tokens.length, subject.end + MAX_GAP); at += 1) {
    if (!isFormOf(wordAt(tokens, at), KEEPING_VERBS) && wordAt(tokens, at) !== ':') continue;
    const { items } = listAt(tokens, at + 1);
    if (showsProperties(items) && (items.length > 1 || subject.determiners.length > 0))
      return describe(subject, items, 'has');
  }
  return undefined;
}

/** "the customer's name and address". */
function fromPossessive(tokens: readonly Token[], index: number): Findings | undefined {
  if (wordAt(tokens, index) !== "'s") return undefined;
  const subject = nounPhraseBefore(tokens, index);
  const { items } = listAt(tokens, index + 1);
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

/** "record the title, author and ISBN of each book". */
function fromOf(tokens: readonly Token[], index: number): Findings | undefined {
  const verb = wordAt(tokens, index);
  if (!isFormOf(verb, RECORD_VERBS) && !isFormOf(verb, KEEPING_VERBS)) return undefined;
  const list = listAt(tokens, index + 1);
  if (!/^(of|for|about)$/.test(wordAt(tokens, list.end))) return undefined;
  const usual = list.items.filter((item) => isAttributePhrase(item.phrase)).length;
  if (usual === 0 || usual * 2 < list.items.length) return undefined;
  const owner = nounPhraseAt(tokens, list.end + 1);
  return owner === undefined ? undefined : describe(owner, list.items, 'has');
}

/** Properties that prose gives to records. */
export function fromDescriptions(tokens: readonly Token[]): Findings {
  const rules = [fromHas, fromDescribed, fromForEach, fromPossessive, fromOf];
  const found: Findings[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    for (const rule of rules) {
      const findings = rule(tokens, index);
      if (findings !== undefined) found.push(findings);
    }
  }
  return together(found);
}
