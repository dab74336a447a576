import type { Evidence, Findings, Tie } from '../evidence.ts';
import { isActor, isStopName } from '../vocabulary.ts';
import { EACH } from '../words/determiners.ts';
import { SOFTWARE } from '../words/modifiers.ts';
import { CONTAINERS, DESCRIBED_STOP_NOUNS, NEVER_DESCRIBED } from '../words/stop-nouns.ts';
import { wordSet } from '../words/word-set.ts';
import { isAttributePhrase, recordName } from './context.ts';
import type { ListItem } from './noun-list.ts';
import type { NounPhrase } from './noun-phrase.ts';
import { phraseEntity } from './phrase-entity.ts';
import { ofOne, sort, usualIn } from './sorted-list.ts';
import type { Sorted } from './sorted-list.ts';

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

const PLAIN = wordSet('with has have each including records');

/** "logs with weather and headcount": singular nouns behind "with", none of them a usual property. */
function isPlainList(items: readonly ListItem[], entity: string, verb: string): boolean {
  const plain = items.every(({ phrase }) => !phrase.plural && !isActor(phraseEntity(phrase)));
  const least = verb === 'with' ? 1 : ENOUGH;
  return PLAIN.has(verb) && plain && items.length >= least && !isActor(entity);
}

function isDescribed(entity: string, usual: number, each: boolean): boolean {
  if (CONTAINERS.has(entity)) return usual > 0;
  if (!isStopName(entity)) return true;
  if (each && DESCRIBED_STOP_NOUNS.has(entity)) return usual > 0;
  return usual >= ENOUGH && !NEVER_DESCRIBED.has(entity.slice(entity.lastIndexOf(' ') + 1));
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

/** Whether what a list says of its subject is about a record, as far as its name shows. */
function isOfRecord(subject: NounPhrase, entity: string, usual: number): boolean {
  const each = subject.determiners.some((word) => EACH.has(word) || word === 'new');
  return isDescribed(entity, usual, each);
}

/** The properties among the items, where enough of them look like some. */
function properties(
  subject: NounPhrase,
  { fields, either }: Sorted,
  among: boolean,
  sure: boolean,
): readonly Evidence[] {
  const usual = usualIn(fields);
  if (!sure && (usual === 0 || usual * 3 < fields.length)) return [];
  const attributes = (among ? [...fields, ...either] : fields).map(({ attribute }) =>
    ofOne(attribute, subject.plural),
  );
  return [{ entity: phraseEntity(subject), rule: 'attributes in prose', attributes }];
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
  if (entity === '') return { evidence: [], ties: [] };
  const sorted = sort(items, verb);
  const usual = usualIn(sorted.fields);
  const software = isSoftware(subject, verb) && usualOf(items) * 2 < items.length;
  if (software || !isOfRecord(subject, entity, usual))
    return { evidence: partsOf(items, verb), ties: [] };
  const many = sorted.fields.length >= ENOUGH && sorted.fields.length > sorted.either.length;
  const among = usual > 0 && (many || verb === 'each');
  const own = ownRecords(entity, isActor(entity) ? [] : sorted.records, among);
  const listed = properties(subject, sorted, among, kept && isPlainList(items, entity, verb));
  const others = usual > 0 || listed.length > 0 ? [] : partners(items);
  return {
    evidence: [...listed, ...own.evidence, ...others, ...ofEach(subject, entity)],
    ties: own.ties,
  };
}
