import { isPlural } from '../inflection.ts';
import type { Token } from '../tagger.ts';
import { NOUN_LIKE_VERBS } from '../words/verbs.ts';
import { isBaseForm, isFormOf, isKnownVerb } from './verbs.ts';

/** Tags that a noun has, or a word that the tagger doesn't know. */
export const NOUN_TAGS: ReadonlySet<string> = new Set(['NOUN', 'PROPN', 'X']);

/** Whether a form is a verb of records that something follows: "registers players". */
export function isVerbWithObject(token: Token, next: Token | undefined): boolean {
  if (next === undefined || /(ing|ed)$/.test(token.lower)) return false;
  if (!isKnownVerb(token.lower)) return false;
  const agrees = token.tag === 'VERB' || isPlural(token.lower);
  if (next.tag === 'DET' || (agrees && isPlural(next.lower))) return true;
  return !isFormOf(token.lower, NOUN_LIKE_VERBS) && NOUN_TAGS.has(next.tag);
}

/** Whether a form that could be a noun is the verb of the plural before it: "people post reviews". */
export function isVerbAfterPlural(tokens: readonly Token[], index: number): boolean {
  const [before, token, next] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  if (before === undefined || token === undefined || next === undefined) return false;
  const afterPlural = NOUN_TAGS.has(before.tag) || before.lower === 'people';
  if (!afterPlural || !isPlural(before.lower) || isPlural(token.lower)) return false;
  const goesOn = isPlural(next.lower) || next.tag === 'DET' || PARTICLES.has(next.lower);
  return isBaseForm(token.lower) && goesOn;
}

/** "members sign up": a verb behind the plural that does it. */
export function isPhrasalVerb(tokens: readonly Token[], index: number): boolean {
  const [before, token, next] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  if (before === undefined || token === undefined || next === undefined) return false;
  return isPlural(before.lower) && isBaseForm(token.lower) && PARTICLES.has(next.lower);
}

const PARTICLES: ReadonlySet<string> = new Set('up in out off for to on'.split(' '));
const BEFORE_GERUND: ReadonlySet<string> = new Set(
  'for of by and , or when while start'.split(' '),
);

/** Whether an -ing form is a verb: "for tracking samples". */
export function isGerundWithObject(tokens: readonly Token[], index: number): boolean {
  const [before, token, next] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  if (token === undefined || next === undefined || !token.lower.endsWith('ing')) return false;
  if (before !== undefined && !BEFORE_GERUND.has(before.lower)) return false;
  return isKnownVerb(token.lower) && (NOUN_TAGS.has(next.tag) || next.tag === 'DET');
}
