import type { Evidence, Findings, Tie } from '../evidence.ts';
import type { Field } from '../field.ts';
import { isActor, isStopName } from '../vocabulary.ts';
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

/** Which items of a list are properties, and which are records of their own. */
function sort(items: readonly ListItem[]): Sorted {
  const fields: Field[] = [];
  const records: ListItem[] = [];
  const either: Field[] = [];
  for (const item of items) {
    const field = itemField(item);
    const name = phraseEntity(item.phrase);
    const isRecord =
      item.phrase.plural &&
      item.of === '' &&
      !isAttributePhrase(item.phrase) &&
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

/** Properties enough to take a word that is mostly about software for a record: "a set has reps". */
const ENOUGH = 2;

function isDescribed(entity: string, usual: number, each: boolean): boolean {
  if (CONTAINERS.has(entity)) return usual > 0;
  if (each && DESCRIBED_STOP_NOUNS.has(entity)) return usual > 0;
  return !isStopName(entity) || (usual >= ENOUGH && !NEVER_DESCRIBED.has(entity));
}

/** What a list says of its subject: properties, and records that it has. */
export function describe(subject: NounPhrase, items: readonly ListItem[], verb: string): Findings {
  const entity = phraseEntity(subject);
  const { fields, records, either } = sort(items);
  if (entity === '') return { evidence: [], ties: [] };
  const usual = fields.filter((field) => field.usual || field.typed).length;
  if (!isDescribed(entity, usual, subject.determiners.some((word) => EACH.has(word)))) return { evidence: partsOf(items, verb), ties: [] };
  const among =
    (usual >= ENOUGH && fields.length > either.length) || (verb === 'each' && usual > 0);
  const listed = among ? [...fields, ...either] : fields;
  const own = ownRecords(entity, isActor(entity) ? [] : records, among);
  const properties: readonly Evidence[] =
    usual > 0 && usual * 3 >= fields.length
      ? [
          {
            entity,
            rule: 'attributes in prose',
            attributes: listed.map(({ attribute }) => attribute),
          },
        ]
      : [];
  return {
    evidence: [...properties, ...own.evidence, ...(usual > 0 ? [] : partners(items))],
    ties: own.ties,
  };
}
