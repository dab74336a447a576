import { annotatedType } from '../attribute-type.ts';
import type { Evidence } from '../evidence.ts';
import { fieldOf } from '../field.ts';
import type { Field } from '../field.ts';
import { commandObject, trailingNoun } from '../grammar/phrase-entity.ts';
import { bracketed, splitList } from '../list-text.ts';
import { isPlural } from '../inflection.ts';
import { attributeName, entityName, wordsOf } from '../names.ts';
import { isUsual } from '../field-type.ts';
import { isNeverOwner, isStopName, isSurface, labelName } from '../vocabulary.ts';

const INTRO =
  /^(?:with\s+)?(?:the\s+|its\s+|these\s+|following\s+)*(?:attributes?|fields?|properties|columns|with|has|have|having|including|includes?|contains?|details|data|info|information)\b\s*(?:are|is|include|including|such as|like|of)?\s*[:-]?\s*/i;
const ABOUT =
  /^(?:e\.?g\.?|i\.?e\.?|for example|such as|like|etc|see|max|min|at least|up to|optional|required)\b/i;
const MAX_BRACKETS = 40;

/** The fields of a written list, and whether enough of them look like properties. */
function fieldsIn(list: string): {
  readonly fields: readonly Field[];
  readonly share: number;
} {
  const items = splitList(list.replace(/[.!]\s*$/, ''));
  const fields = items.map((item) => fieldOf(item)).filter((field) => field !== undefined);
  const good = fields.filter((field) => field.usual || field.typed).length;
  return { fields, share: items.length === 0 ? 0 : good / items.length };
}

/**
 * "Parcels: sender, recipient and weight": singular nouns behind the plural of a record are its
 * properties, even where none is a usual one.
 */
function isPlainList(label: string, list: string): boolean {
  const last = wordsOf(label).at(-1) ?? '';
  const items = splitList(list.replace(/[.!]\s*$/, ''));
  const name = entityName([last]);
  return (
    isPlural(last) &&
    (name === 'class' || !isStopName(name)) &&
    !isUsual(attributeName(label)) &&
    items.length >= LEAST_PLAIN &&
    !/\bor\b/.test(list) &&
    items.every((item) => PLAIN_ITEM.test(item) && !isPlural(item.split(' ').at(-1) ?? ''))
  );
}

const LEAST_PLAIN = 3;
const PLAIN_ITEM = /^(?:(?:an?|the|its|their) )?[a-z][a-z-]*(?: [a-z-]+){0,3}$/;

/** Each item has a list of its own: "vehicles with a plate and mileage; trips with a start". */
const OWN_LISTS = /\bwith\b[^;]*;|;[^;]*\bwith\b|\bwith\b.*\bwith\b/s;

/** The evidence of a list of properties for an entity; none when it doesn't read like one. */
export function listEvidence(
  entity: string,
  list: string,
  leastShare: number,
  least = 2,
  label = '',
): readonly Evidence[] {
  if (OWN_LISTS.test(list)) return [];
  if (entity === '' || isSurface(entity) || isNeverOwner(entity, label)) return [];
  const { fields, share } = fieldsIn(list);
  const enough = share >= leastShare || (label !== '' && isPlainList(label, list));
  if (fields.length < least || !enough) return [];
  return [{ entity, rule: 'attribute list', attributes: fields.map((field) => field.attribute) }];
}

interface Bracket {
  readonly entity: string;
  /** The last two words before it. */
  readonly written: string;
  readonly list: string;
  /** Whether words such as "attributes:" introduce the list. */
  readonly introduced: boolean;
}

/** Every bracket of a text with the noun before it. */
function bracketsOf(text: string): readonly Bracket[] {
  const found: Bracket[] = [];
  let rest = text.replace(/\{/g, '(').replace(/\}/g, ')');
  for (let round = 0; round < MAX_BRACKETS; round += 1) {
    const parts = bracketed(rest);
    if (parts === undefined) break;
    rest = parts.after;
    if (ABOUT.test(parts.inside) || !/[,;:]|\band\b/.test(parts.inside)) continue;
    const list = parts.inside.replace(INTRO, '');
    const before = parts.before.split(/[,.;:!?)]/).at(-1) ?? '';
    const written = before.split(/\s+/).slice(-2).join(' ');
    found.push({ entity: trailingNoun(before), written, list, introduced: list !== parts.inside });
  }
  return found.filter(({ entity }) => entity !== '');
}

/**
 * "books (attributes: title, year), members (name, email)": every bracket that lists properties.
 * Where one does, the others of the sentence are taken to do so too.
 */
function fromBrackets(text: string): readonly Evidence[] {
  if (!/[({]/.test(text)) return [];
  const brackets = bracketsOf(text);
  const read = (
    { entity, written, list, introduced }: Bracket,
    share: number,
  ): readonly Evidence[] =>
    listEvidence(entity, list, introduced ? 0 : share, introduced ? 1 : 2, written);
  const sure = brackets.some((bracket) => read(bracket, 0.5).length > 0);
  return brackets.flatMap((bracket) => read(bracket, sure ? 0 : 0.5));
}

const NAMED_LISTS: readonly RegExp[] = [
  /^(?:the\s+)?([\w' -]{2,40}?)\s+(?:attributes|fields|properties|columns|details|data|info|information)(?:\s+(?:are|is|include|includes|including|should include|to store))?\s*[:-]?\s+(.+)$/i,
  /\b(?:attributes|fields|properties|columns|details|data|information)\s+(?:of|for|on|about|per|in)\s+(?:(?:a|an|the|each|every|our|all)\s+)?([\w' -]{2,30}?)\s*(?::|\bare\b|\binclude\b|\bincludes\b|-)\s*(.+)$/i,
  /^(?:(?:an?|the|each|every|our)\s+)?([\w' -]{2,30}?)\s+(?:has|have|with|contains|includes|needs|stores)\s+(?:(?:the|these|following|a few|some)\s+)*(?:attributes|fields|properties|columns|details|information|data)\s*(?:[:-]|of|like|such as)?\s*(.+)$/i,
  /\b(?:keep|store|save|record|know|need|want|track|note|hold)\w*\s+(?:about|for|of|on)\s+(?:an?|the|each|every|our|all)\s+([\w' -]{2,30}?)\s*:\s*(.+)$/i,
  /^(?:for\s+)(?:(?:an?|the|each|every|our)\s+)?([\w' -]{2,30}?)\s*:\s*(.+)$/i,
];
const DESCRIBING =
  /\s+(?:has|have|having|contains?|includes?|consists? of|needs?|requires?|stores?|records?|are|is)$/i;
const LABELLED = /^([^:]{2,120}?)\s*(?::|\s-\s)\s*(.+)$/;

/** What makes a first item say something of its own: "CMS requirements: articles should have a title". */
export const CLAUSE =
  /\b(?:should|must|will|can|may|has|have|is|are|we|they|you|i|for (?:each|every)|enters?|chooses?|allows?|where|who)\b/i;

/** How many items must be usual properties, and how many where a list like it stands elsewhere. */
const ALONE = 0.6;
export const BESIDE_OTHERS = 0.3;

/** "Log my dives": more than a name. */
export const PHRASE = /\S\s+(?:my|our|the|an?|each|every|all|their)\s/i;
const MOST_OF_LABEL = 50;

/** How many, behind a clause: "I'd like to catalogue my minerals: name, locality". */
const MOSTLY = 0.5;

/** The lists of properties in sentences; where one is sure, others need show less. */
export function fromListsIn(sentences: readonly string[]): readonly Evidence[] {
  const strict = sentences.flatMap((sentence) => fromLabelledList(sentence, ALONE));
  const labelled =
    strict.length === 0
      ? strict
      : sentences.flatMap((sentence) => fromLabelledList(sentence, BESIDE_OTHERS));
  return [...sentences.flatMap((sentence) => fromBrackets(sentence)), ...labelled];
}

/** "Book: title, author", "Book - title, author", "Fields for a book: title, author". */
export function fromLabelledList(text: string, leastShare: number): readonly Evidence[] {
  for (const pattern of NAMED_LISTS) {
    const match = pattern.exec(text);
    const found =
      match === null
        ? []
        : listEvidence(labelName(match[1] ?? ''), match[2] ?? '', Math.min(leastShare, 0.3));
    if (found.length > 0) return found;
  }
  const labelled = LABELLED.exec(text);
  if (labelled === null) return [];
  const [, written = '', rest = ''] = labelled;
  const label = written.replace(DESCRIBING, '');
  const list = rest.replace(INTRO, '');
  if (CLAUSE.test(list.split(',')[0] ?? '')) return [];
  const type = annotatedType(list);
  const isType = type !== undefined && type !== 'email' && type !== 'url';
  const single = !/[,;]/.test(list) && !isType;
  const least = single && leastShare <= BESIDE_OTHERS ? 1 : 2;
  const named = label.length > MOST_OF_LABEL || PHRASE.test(label) ? '' : labelName(label);
  if (named !== '' || single)
    return listEvidence(named, list, least === 1 ? 1 : leastShare, least, label);
  const about = commandObject(label) || trailingNoun(label);
  return listEvidence(about, list, MOSTLY, least, label);
}
