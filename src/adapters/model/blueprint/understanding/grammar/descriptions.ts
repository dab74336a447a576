import type { Evidence, Findings, Tie } from '../evidence.ts';
import type { Field } from '../field.ts';
import type { Token } from '../tagger.ts';
import { isActor, isStopName } from '../vocabulary.ts';
import { DESCRIBE_VERBS, RECORD_VERBS } from '../words/verbs.ts';
import { CONTAINERS } from '../words/stop-nouns.ts';
import { EACH } from '../words/determiners.ts';
import { wordSet } from '../words/word-set.ts';
import { isAttributePhrase, itemField, recordName, wordAt } from './context.ts';
import { nounListAt } from './noun-list.ts';
import type { ListItem } from './noun-list.ts';
import { nounPhraseAt, nounPhraseBefore } from './noun-phrase.ts';
import { phraseEntity } from './phrase-entity.ts';
import type { NounPhrase } from './noun-phrase.ts';
import { isFormOf } from './verbs.ts';

const BETWEEN = wordSet(
  'should must can will may also could would always usually typically then , all each',
);
const AFTER = wordSet(
  'of the following at least and also to have store record include both : be with by',
);
const KNOW = wordSet(
  'need want know store record keep track capture save log enter note hold show see include have list',
);
const MAX_GAP = 10;
const NOT_LISTS = wordSet('been to be not no');

interface Sorted {
  readonly fields: readonly Field[];
  readonly records: readonly ListItem[];
}

/** Which items of a list are properties, and which are records of their own. */
function sort(items: readonly ListItem[]): Sorted {
  const fields: Field[] = [];
  const records: ListItem[] = [];
  for (const item of items) {
    const field = itemField(item);
    const name = phraseEntity(item.phrase);
    if (
      item.phrase.plural &&
      !isAttributePhrase(item.phrase) &&
      !isStopName(name) &&
      !isActor(name)
    )
      records.push(item);
    else if (field !== undefined) fields.push(field);
  }
  return { fields, records };
}

/** "A system with projects, tasks and comments": the plurals are what it keeps. */
function partsOf(items: readonly ListItem[], verb: string): readonly Evidence[] {
  if (verb === 'requires' || verb === 'needs') return [];
  return items
    .filter(({ phrase }) => phrase.plural && recordName(phrase) !== '')
    .map(({ phrase }) => ({ entity: recordName(phrase), rule: 'system with' }));
}

/** "Every apprentice has a mentor": one of something that is no usual property. */
function partners(items: readonly ListItem[]): readonly Evidence[] {
  return items
    .filter(
      ({ phrase }) => !phrase.plural && !isAttributePhrase(phrase) && recordName(phrase) !== '',
    )
    .map(({ phrase }) => ({ entity: recordName(phrase), rule: 'target' }));
}

function describe(subject: NounPhrase, items: readonly ListItem[], verb: string): Findings {
  const entity = phraseEntity(subject);
  const { fields, records } = sort(items);
  if (entity === '') return { evidence: [], ties: [] };
  if (isStopName(entity) || (CONTAINERS.has(entity) && fields.length === 0))
    return { evidence: partsOf(items, verb), ties: [] };
  const usual = fields.filter((field) => field.usual || field.typed).length;
  const evidence: Evidence[] = [];
  const ties: Tie[] = [];
  if (usual > 0 && usual * 3 >= fields.length)
    evidence.push({
      entity,
      rule: 'attributes in prose',
      attributes: fields.map((field) => field.attribute),
    });
  for (const { phrase } of isActor(entity) ? [] : records) {
    const other = phraseEntity(phrase);
    evidence.push({ entity, rule: 'contains' }, { entity: other, rule: 'contains' });
    ties.push({ from: entity, kind: 'hasMany', to: other });
  }
  evidence.push(...partners(items));
  return { evidence, ties };
}

/** "A task has a title, a due date and comments", "tasks with a status", "the system has projects". */
function fromHas(tokens: readonly Token[], index: number): Findings | undefined {
  const verb = wordAt(tokens, index);
  if (!DESCRIBE_VERBS.has(verb) || NOT_LISTS.has(wordAt(tokens, index + 1))) return undefined;
  let end = index;
  while (end > 0 && BETWEEN.has(wordAt(tokens, end - 1))) end -= 1;
  const subject = nounPhraseBefore(tokens, end);
  if (subject === undefined) return undefined;
  let start = index + 1;
  while (start < index + 6 && AFTER.has(wordAt(tokens, start))) start += 1;
  const { items } = nounListAt(tokens, start);
  return items.length === 0 ? undefined : describe(subject, items, verb);
}

/** "for each member we record name, email and phone". */
function fromForEach(tokens: readonly Token[], index: number): Findings | undefined {
  if (wordAt(tokens, index) !== 'for') return undefined;
  const subject = nounPhraseAt(tokens, index + 1);
  if (
    !subject?.determiners.some(
      (word) => EACH.has(word) || word === 'a' || word === 'an' || word === 'the',
    )
  )
    return undefined;
  const recorded = tokens
    .slice(Math.max(0, index - 3), index)
    .some(({ lower }) => isFormOf(lower, RECORD_VERBS));
  const owned = /^(its|their|his|her|the|a|an|:|,)$/.test(wordAt(tokens, subject.end));
  if (recorded && owned) {
    const { items } = nounListAt(
      tokens,
      subject.end + (/^[:,]$/.test(wordAt(tokens, subject.end)) ? 1 : 0),
    );
    if (items.some((item) => isAttributePhrase(item.phrase)))
      return describe(subject, items, 'has');
  }
  for (let at = subject.end; at < Math.min(tokens.length, subject.end + MAX_GAP); at += 1) {
    if (!isFormOf(wordAt(tokens, at), KNOW) && wordAt(tokens, at) !== ':') continue;
    const { items } = nounListAt(tokens, at + 1);
    if (items.length > 1 || (items[0] !== undefined && isAttributePhrase(items[0].phrase)))
      return describe(subject, items, 'has');
  }
  return undefined;
}

/** "the customer's name and address". */
function fromPossessive(tokens: readonly Token[], index: number): Findings | undefined {
  if (wordAt(tokens, index) !== "'s") return undefined;
  const subject = nounPhraseBefore(tokens, index);
  const { items } = nounListAt(tokens, index + 1);
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
  if (!isFormOf(wordAt(tokens, index), RECORD_VERBS)) return undefined;
  const list = nounListAt(tokens, index + 1);
  const last = list.items.at(-1);
  if (last === undefined || !list.items.every((item) => isAttributePhrase(item.phrase)))
    return undefined;
  if (wordAt(tokens, list.end) !== 'of' && wordAt(tokens, list.end) !== 'for') return undefined;
  const owner = nounPhraseAt(tokens, list.end + 1);
  return owner === undefined ? undefined : describe(owner, list.items, 'has');
}

/** Properties that prose gives to records. */
export function fromDescriptions(tokens: readonly Token[]): Findings {
  const evidence: Evidence[] = [];
  const ties: Tie[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const found =
      fromHas(tokens, index) ??
      fromForEach(tokens, index) ??
      fromPossessive(tokens, index) ??
      fromOf(tokens, index);
    evidence.push(...(found?.evidence ?? []));
    ties.push(...(found?.ties ?? []));
  }
  return { evidence, ties };
}
