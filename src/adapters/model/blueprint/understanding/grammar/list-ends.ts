import { isPlural } from '../inflection.ts';
import type { Token } from '../tagger.ts';
import { ATTRIBUTE_HEADS, ATTRIBUTE_WORDS } from '../words/attribute-words.ts';
import { ARTICLES } from '../words/determiners.ts';
import { FUNCTION_WORDS, PRONOUNS } from '../words/modifiers.ts';
import { DESCRIBE_VERBS, NOUN_LIKE_VERBS } from '../words/verbs.ts';
import { wordSet } from '../words/word-set.ts';
import { wordAt } from './context.ts';
import { isWithin } from './list-words.ts';
import type { Words } from './list-words.ts';
import { isBaseForm, isKnownVerb } from './verbs.ts';

/** Words between the items of a list. */
export const JOINS = wordSet(', and or & / plus and/or also optionally then ; both');
const ASKING = wordSet('whether if how what why when where who');
const AFTER_VERB = wordSet('to for in from with by between on at into against');

function isProperty(word: string): boolean {
  return ATTRIBUTE_WORDS.has(word) || ATTRIBUTE_HEADS.has(word);
}

/** Whether what starts here is no name but says more of the subject: "and belongs to a member". */
export function startsClause(tokens: readonly Token[], at: number, first: boolean): boolean {
  const word = wordAt(tokens, at);
  const next = wordAt(tokens, at + 1);
  if (/^(from|to)$/.test(word) && /^(date|time)$/.test(next)) return false;
  if (FUNCTION_WORDS.has(word) || PRONOUNS.has(word) || ASKING.has(word)) return true;
  if (isProperty(word) || isWithin(tokens, at + 1)) return false;
  if (DESCRIBE_VERBS.has(word) && next !== ',') return true;
  const verb = tokens[at]?.tag === 'VERB' || isKnownVerb(word);
  const agrees = verb || word.endsWith('s');
  if (
    agrees &&
    ((ARTICLES.has(next) && !JOINS.has(next)) || AFTER_VERB.has(next) || PRONOUNS.has(next))
  )
    return true;
  return !first && isKnownVerb(word) && isPlural(next) && !isProperty(next);
}

/** "define monthly budgets": a verb, and what it is about in the plural. */
function isCommand(tokens: readonly Token[], start: number, end: number): boolean {
  const last = wordAt(tokens, end - 1);
  const first = wordAt(tokens, start);
  const verb = isBaseForm(first) && (!NOUN_LIKE_VERBS.has(first) || tokens[start]?.tag === 'VERB');
  return end - start > 1 && verb && !isProperty(first) && isPlural(last) && !isProperty(last);
}

function isVerbOf(token: Token | undefined): boolean {
  const word = token?.lower ?? '';
  return isKnownVerb(word) || (token?.tag === 'VERB' && DESCRIBE_VERBS.has(word));
}

const AUXILIARIES = /^(is|are|was|were|can|may|must|should|will|has|have)$/;

/** "a closure with reason and duration | is entered": what is said is said of the closure. */
function hasHead(tokens: readonly Token[], start: number, end: number): boolean {
  const listed = /^(and|,|or|a|an|its)$/.test(wordAt(tokens, start - 1));
  return (
    listed &&
    !isPlural(wordAt(tokens, end - 1)) &&
    tokens.slice(0, start).some(({ lower }) => lower === 'with')
  );
}

/** Whether a name is the beginning of another sentence: "and members can borrow", "users rent bikes". */
export function goesOn(
  tokens: readonly Token[],
  start: number,
  end: number,
  asSubject: boolean,
): boolean {
  const after = wordAt(tokens, end);
  if (isCommand(tokens, start, end)) return true;
  if (!asSubject && AUXILIARIES.test(after) && !(hasHead(tokens, start, end) && after === 'is'))
    return true;
  for (let at = start + 1; at < end; at += 1)
    if (isPlural(wordAt(tokens, at - 1)) && isVerbOf(tokens[at])) return true;
  return false;
}

/** "status, and the cards issued to them": a plural of which more is said is no property. */
export function isRecordOfItsOwn(
  tokens: readonly Token[],
  start: number,
  { words, end }: Words,
): boolean {
  const last = words.at(-1) ?? '';
  const after = tokens[end];
  const more = PRONOUNS.has(after?.lower ?? '') || /^(VERB)$/.test(after?.tag ?? '');
  return wordAt(tokens, start - 1) === 'the' && isPlural(last) && !isProperty(last) && more;
}
