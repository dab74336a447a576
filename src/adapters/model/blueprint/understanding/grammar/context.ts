import type { Evidence, Rule } from '../evidence.ts';
import { fieldOf } from '../field.ts';
import type { Field } from '../field.ts';
import { singular } from '../inflection.ts';
import type { Token } from '../tagger.ts';
import { isActor, isStopName } from '../vocabulary.ts';
import { ATTRIBUTE_HEADS, ATTRIBUTE_WORDS } from '../words/attribute-words.ts';
import {
  CONTAINERS,
  DESCRIBED_STOP_NOUNS,
  KEPT_ACTORS,
  RECORDS_IN_PLURAL,
} from '../words/stop-nouns.ts';
import { wordSet } from '../words/word-set.ts';
import type { ListItem } from './noun-list.ts';
import { phraseEntity } from './phrase-entity.ts';
import type { NounPhrase } from './noun-phrase.ts';

/** Words that look abstract and are records. */
const CONCRETE = wordSet(`
  parking booking listing meeting training building reading screening hearing viewing feeding offering rating
  drawing painting recording posting filing ruling sighting tasting watering fitting holding finding
  wedding outing crossing business illness witness harness ring string thing king wing earring
  sibling ceiling railing swing spring pricing sailing outing clipping savings
`);

/** The entity of a phrase in prose, or '' for stop nouns and generic actors. */
export function recordName(phrase: NounPhrase): string {
  const name = phraseEntity(phrase);
  if (phrase.plural && RECORDS_IN_PLURAL.has(name)) return name;
  if (!phrase.plural && isPlaceOf(name)) return '';
  if (name === '' || isStopName(name) || isActor(name)) return '';
  return isAbstract(name) && !phrase.plural ? '' : name;
}

/** The entity of a phrase for people of whom records are kept now and then; '' for others. */
export function keptActor(phrase: NounPhrase): string {
  const name = phraseEntity(phrase);
  return KEPT_ACTORS.has(name) ? name : '';
}

/** "tennis club", "sailing school": who asks, unless there are several. */
function isPlaceOf(name: string): boolean {
  const space = name.lastIndexOf(' ');
  return space !== -1 && CONTAINERS.has(name.slice(space + 1));
}

/**
 * The entity of a phrase whose noun means something in software and something else outside of it:
 * "cases" beside "hearings"; '' for other nouns, and for actors as `recordName` has it.
 */
export function twoFacedName(phrase: NounPhrase): string {
  const name = phraseEntity(phrase);
  if (isActor(name) && phrase.words.length === 1) return isStopName(name) ? '' : name;
  const head = name.slice(name.lastIndexOf(' ') + 1);
  return DESCRIBED_STOP_NOUNS.has(head) ? name : '';
}

/** Nouns of qualities and of doing something: "uniqueness", "licensing". */
function isAbstract(name: string): boolean {
  const head = name.slice(name.lastIndexOf(' ') + 1);
  if (/(ability|ibility|ality|ularity|ology|ism|ivity)$/.test(head)) return head !== 'activity';
  if (head.endsWith('ness')) return !CONCRETE.has(head);
  return head.endsWith('ing') && !CONCRETE.has(head);
}

/** Whether a phrase names a property rather than a record. */
export function isAttributePhrase(phrase: NounPhrase): boolean {
  const last = phrase.words.at(-1) ?? '';
  const one = singular(last);
  if (ATTRIBUTE_HEADS.has(last) || ATTRIBUTE_HEADS.has(one)) return true;
  return phrase.words.length === 1 && (ATTRIBUTE_WORDS.has(last) || ATTRIBUTE_WORDS.has(one));
}

/** A list item as a property. */
export function itemField(item: ListItem): Field | undefined {
  const name = item.written ?? item.phrase.words.join(' ');
  const of = item.of === '' ? '' : ` of ${item.of}`;
  const brackets = item.brackets === '' ? '' : ` (${item.brackets})`;
  return fieldOf(`${name}${of}${brackets}`);
}

/** One piece of evidence, or none for a name that is no record. */
export function evidenceFor(phrase: NounPhrase, rule: Rule): readonly Evidence[] {
  const entity = recordName(phrase);
  return entity === '' ? [] : [{ entity, rule }];
}

/** The lower-case word at an index, '' beyond the end. */
export function wordAt(tokens: readonly Token[], index: number): string {
  return tokens[index]?.lower ?? '';
}
