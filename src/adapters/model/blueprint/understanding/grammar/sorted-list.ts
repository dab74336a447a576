import { fieldOf } from '../field.ts';
import type { Field } from '../field.ts';
import { singular } from '../inflection.ts';
import { splitList } from '../list-text.ts';
import type { Attribute } from '../types.ts';
import { isActor, isStopName } from '../vocabulary.ts';
import { ATTRIBUTE_HEADS, ATTRIBUTE_WORDS, MANIFOLD } from '../words/attribute-words.ts';
import { wordSet } from '../words/word-set.ts';
import { isAttributePhrase, itemField } from './context.ts';
import type { ListItem } from './noun-list.ts';
import { phraseEntity } from './phrase-entity.ts';

/** The items of a list, by what they are. */
export interface Sorted {
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
export function sort(items: readonly ListItem[], verb: string): Sorted {
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

/** How many of them are usual properties, or have a type. */
export function usualIn(fields: readonly Field[]): number {
  return fields.filter((field) => field.usual || field.typed).length;
}

/** "rooms with hourly prices": one price for each room. */
export function ofOne(attribute: Attribute, several: boolean): Attribute {
  const words = attribute.name.split('_');
  const last = words.at(-1) ?? '';
  const one = singular(last);
  const manifold = MANIFOLD.has(last) || ATTRIBUTE_WORDS.has(last) || ATTRIBUTE_HEADS.has(last);
  const property = ATTRIBUTE_WORDS.has(one) || ATTRIBUTE_HEADS.has(one);
  if (!several || manifold || !property) return attribute;
  return { ...attribute, name: [...words.slice(0, -1), one].join('_') };
}
