import type { Evidence, Findings, Tie } from '../evidence.ts';
import { fieldOf } from '../field.ts';
import type { Field } from '../field.ts';
import { splitList } from '../list-text.ts';
import { isActor, isStopName } from '../vocabulary.ts';
import { MANIFOLD } from '../words/attribute-words.ts';
import { wordSet } from '../words/word-set.ts';
import { SOFTWARE } from '../words/modifiers.ts';
import { EACH } from '../words/determiners.ts';
import { CONTAINERS, DESCRIBED_STOP_NOUNS, NEVER_DESCRIBED } from '../words/stop-nouns.ts';
import { isAttributePhrase, itemField, recordName } from './context.ts';
import type { ListItem } from './noun-list.ts';
import { phraseEntity } from './phrase-entity.ts';
import type { NounPhrase } from './noun-phrase.ts';

interface Sorted {
  readonly fields: readonly Field[];
  readonly records: readonly ListItem[];
  /** Plurals that may be records or, among properties, one more of them: "name, email and skills". */
  readonly either: readonly Field[];
}

/** Words that say only that something is known: "its details". */
const EMPTY = wordSet('details detail information info data');

/** "Each building contains units": what something is made of, and nothing else. */
function isOnlyPart(items: readonly ListItem[], verb: string): boolean {
  return items.length === 1 && /^(contain|consist|comprise)/.test(verb);
}

/** "personal data (surname, nationality)". */
function fieldsOf(brackets: string): readonly Field[] {
  return splitList(brackets)
    .map((part) => fieldOf(part))
    .filter((field) => field !== undefined);
}

/** Which items of a list are properties, and which are records of their own. */
function sort(items: readonly ListItem[], verb: string): Sorted {
  const fields: Field[] = [];
  const records: ListItem[] = [];
  const either: Field[] = [];
  for (const item of items) {
    const said = item.phrase.words.at(-1) ?? '';
    if (EMPTY.has(said) && item.brackets !== '') fields.push(...fieldsOf(item.brackets));
    if (EMPTY.has(said) && (item.phrase.words.length === 1 || item.brackets !== '')) continue;
    const field = itemField(item);
    const name = phraseEntity(item.phrase);
    const isRecord =
      item.phrase.plural &&
      item.of === '' &&
      (!isAttributePhrase(item.phrase) || isOnlyPart(items, verb)) &&
      !(items.length > 1 && MANIFOLD.has(said)) &&
      !isStopName(name) &&
      !isActor(name);
    if (isRecord) records.push(item);
    if (field !== undefined) (isRecord ? either : fields).push(field);
  }
  return { fields, records, either };
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

function ownRecords(entity: string, records: readonly ListItem[], among: boolean): Findings {
  const evidence: Evidence[] = [];
  const ties: Tie[] = [];
  for (const { phrase } of records) {
    const other = phraseEntity(phrase);
    evidence.push(
      { entity, rule: 'contains' },
      { entity: other, rule: among ? 'target' : 'contains' },
    );
    ties.push({ from: entity, kind: 'hasMany', to: other });
  }
  return { evidence, ties };
}

/** "Each animal has a keeper": said of each, so kept. */
function ofEach({ determiners }: NounPhrase, entity: string): readonly Evidence[] {
  const each = determiners.some((word) => EACH.has(word)) && !isActor(entity);
  return each && !isStopName(entity) ? [{ entity, rule: 'contains' }] : [];
}

/** Properties enough to take a word that is mostly about software for a record: "a set has reps". */
const ENOUGH = 2;

/** "logs with weather and headcount": singular nouns behind "with", none of them a usual property. */
function isPlainList(items: readonly ListItem[], entity: string, verb: string): boolean {
  const plain = items.every(({ phrase }) => !phrase.plural && !isActor(phraseEntity(phrase)));
  return (
    /^(with|has|have)$/.test(verb) &&
    plain &&
    items.length >= (verb === 'with' ? 1 : ENOUGH) &&
    !isActor(entity)
  );
}

function isDescribed(entity: string, usual: number, each: boolean): boolean {
  if (CONTAINERS.has(entity)) return usual > 0;
  if (each && DESCRIBED_STOP_NOUNS.has(entity)) return usual > 0;
  return !isStopName(entity) || (usual >= ENOUGH && !NEVER_DESCRIBED.has(entity));
}

const KEEPERS = wordSet(
  'book register diary log catalogue service site tool office page list planner',
);

function usualOf(items: readonly ListItem[]): number {
  return items.filter(({ phrase }) => isAttributePhrase(phrase)).length;
}

/** "an HR application with departments": what is to be built, whatever it is called. */
function isSoftware({ words, determiners, plural }: NounPhrase, verb: string): boolean {
  const last = words.at(-1) ?? '';
  const named = (SOFTWARE.has(last) || KEEPERS.has(last)) && words.length > 1 && !plural;
  return named && verb === 'with' && /^an?$/.test(determiners[0] ?? 'a');
}

/**
 * What a list says of its subject: properties, and records that it has. `kept` says that the subject
 * is what a verb keeps.
 */
export function describe(
  subject: NounPhrase,
  items: readonly ListItem[],
  verb: string,
  kept = false,
): Findings {
  const entity = phraseEntity(subject);
  const { fields, records, either } = sort(items, verb);
  if (entity === '') return { evidence: [], ties: [] };
  if (isSoftware(subject, verb) && usualOf(items) * 2 < items.length)
    return { evidence: partsOf(items, verb), ties: [] };
  const usual = fields.filter((field) => field.usual || field.typed).length;
  if (
    !isDescribed(
      entity,
      usual,
      subject.determiners.some((word) => EACH.has(word) || word === 'new'),
    )
  )
    return { evidence: partsOf(items, verb), ties: [] };
  const among =
    (usual > 0 && fields.length >= ENOUGH && fields.length > either.length) ||
    (verb === 'each' && usual > 0);
  const listed = among ? [...fields, ...either] : fields;
  const own = ownRecords(entity, isActor(entity) ? [] : records, among);
  const shown = usual > 0 && usual * 3 >= fields.length;
  const properties: readonly Evidence[] =
    shown || (kept && isPlainList(items, entity, verb))
      ? [
          {
            entity,
            rule: 'attributes in prose',
            attributes: listed.map(({ attribute }) => attribute),
          },
        ]
      : [];
  return {
    evidence: [
      ...properties,
      ...own.evidence,
      ...(usual > 0 || properties.length > 0 ? [] : partners(items)),
    ],
    ties: own.ties,
  };
}
