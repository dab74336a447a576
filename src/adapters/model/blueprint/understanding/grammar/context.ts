import type { Evidence, Rule } from '../evidence.ts';
import { fieldOf } from '../field.ts';
import type { Field } from '../field.ts';
import { singular } from '../inflection.ts';
import type { Token } from '../tagger.ts';
import { isActor, isStopName } from '../vocabulary.ts';
import { ATTRIBUTE_HEADS, ATTRIBUTE_WORDS } from '../words/attribute-words.ts';
import type { ListItem } from './noun-list.ts';
import { phraseEntity } from './noun-phrase.ts';
import type { NounPhrase } from './noun-phrase.ts';

/** The entity of a phrase in prose, or '' for stop nouns and generic actors. */
export function recordName(phrase: NounPhrase): string {
  const name = phraseEntity(phrase);
  return name === '' || isStopName(name) || isActor(name) ? '' : name;
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
  const name = item.phrase.words.join(' ');
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
