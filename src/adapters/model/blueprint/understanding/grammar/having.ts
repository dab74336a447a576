import type { Findings } from '../evidence.ts';
import type { Token } from '../tagger.ts';
import {
  DESCRIBE_VERBS,
  KEEPING_VERBS,
  GIVING_VERBS,
  LISTING_FORMS,
  PLURAL_DESCRIBE_VERBS,
  RECORD_VERBS,
  SAYING_VERBS,
} from '../words/verbs.ts';
import { wordSet } from '../words/word-set.ts';
import { wordAt } from './context.ts';
import { describe } from './describe.ts';
import { afterWords, isOfProperties, listAt, usualIn } from './list-at.ts';
import type { ListItem } from './noun-list.ts';
import type { NounPhrase } from './noun-phrase.ts';
import { subjectOf } from './subjects.ts';
import type { Topics } from './topics.ts';
import { isFormOf } from './verbs.ts';

const PARTICIPLES = wordSet(
  'described identified defined characterised characterized represented composed made specified',
);
const NEAR = 6;
const POSSESSING = /^(has|have|records)$/;
const NOT_LISTS = wordSet('been to be not no');

/** "Little Acorns is a day nursery with 60 places": who asks. */
function isIntroduced(tokens: readonly Token[], index: number): boolean {
  const copula = tokens
    .slice(0, index)
    .findIndex(
      ({ lower }, at) => /^(is|are|am|'m|'re)$/.test(lower) && /^an?$/.test(wordAt(tokens, at + 1)),
    );
  const first = tokens[0];
  const proper = first?.tag === 'PROPN' && tokens[1]?.tag === 'PROPN';
  return copula > 0 && copula < 5 && (proper || /^(we|i)$/.test(first?.lower ?? ''));
}

function isKept(word: string): boolean {
  return isFormOf(word, RECORD_VERBS) || isFormOf(word, KEEPING_VERBS);
}

/** Whether a list behind "states", "listing" or "choose" says what its subject is like. */
function isShown(subject: NounPhrase, items: readonly ListItem[], verb: string): boolean {
  if (verb === 'including') return true;
  if (LISTING_FORMS.has(verb)) return isOfProperties(items) || items.length > 1;
  if (GIVING_VERBS.has(verb))
    return subject.plural && items.length > 1 && usualIn(items) === items.length;
  const generic = subject.determiners.some((word) => /^(an?|each|every)$/.test(word));
  return isOfProperties(items) && (generic || subject.plural) && items.length > 1;
}

/** Whether a verb of keeping stands shortly before: "add daily logs | with". */
function isObject(tokens: readonly Token[], index: number): boolean {
  return tokens
    .slice(Math.max(0, index - NEAR), index)
    .some(({ lower, tag }) => tag === 'VERB' && isKept(lower));
}

/** "There are shows, each | with a tempo". */
function isOfEach(tokens: readonly Token[], index: number): boolean {
  return /^(each|every|both)$/.test(wordAt(tokens, index - 1));
}

/** "A task has a title, a due date and comments", "tasks with a status", "the system has projects". */
export function fromHas(
  tokens: readonly Token[],
  index: number,
  topics: Topics,
): Findings | undefined {
  const verb = wordAt(tokens, index);
  const ofPlural = PLURAL_DESCRIBE_VERBS.has(verb);
  const listing =
    (LISTING_FORMS.has(verb) && tokens[index]?.tag !== 'ADJ') ||
    (tokens[index]?.tag === 'VERB' && (SAYING_VERBS.has(verb) || GIVING_VERBS.has(verb)));
  if (!DESCRIBE_VERBS.has(verb) && !ofPlural && !listing) return undefined;
  if (NOT_LISTS.has(wordAt(tokens, index + 1))) return undefined;
  const subject = subjectOf(tokens, index, topics);
  if (subject === undefined || (ofPlural && !subject.plural)) return undefined;
  if (verb === 'with' && isIntroduced(tokens, index)) return undefined;
  const { items } = listAt(tokens, afterWords(tokens, index + 1));
  if (ofPlural && usualIn(items) === 0) return undefined;
  // "and exit with a code": more likely what to do than what has a code.
  const bare = subject.determiners.length === 0 && !subject.plural;
  const acted = tokens[index - subject.words.length - 1]?.tag === 'VERB';
  // "by LDAP with two roles"
  const initials = /^[A-Z]{2,}$/.test(tokens[index - 1]?.text ?? '');
  if (verb === 'with' && bare && initials) return undefined;
  if (verb === 'with' && bare && !acted && items.length < 2 && usualIn(items) > 0) return undefined;
  if (listing && !isShown(subject, items, verb)) return undefined;
  if (/^gets?$/.test(verb) && items.length < 2 && usualIn(items) > 0) return undefined;
  if (items.length === 0) return undefined;
  return describe(
    subject,
    items,
    verb,
    POSSESSING.test(verb) || isObject(tokens, index) || isOfEach(tokens, index),
  );
}

/** "Articles must be findable by author, date and keyword". */
function fromAble(tokens: readonly Token[], index: number): Findings | undefined {
  if (wordAt(tokens, index + 1) !== 'by') return undefined;
  const { items } = listAt(tokens, index + 2);
  const subject = subjectOf(tokens, index);
  return subject === undefined || !isOfProperties(items) || items.length < 2
    ? undefined
    : describe(subject, items, 'has');
}

/** "A survey is described by a title and a deadline". */
export function fromDescribed(
  tokens: readonly Token[],
  index: number,
  topics: Topics,
): Findings | undefined {
  const word = wordAt(tokens, index);
  if (word.endsWith('able') && word.length > 6) return fromAble(tokens, index);
  if (!PARTICIPLES.has(word) && !/^(differ|differs|vary|varies)$/.test(word)) return undefined;
  if (!/^(by|of|with|up|in)$/.test(wordAt(tokens, index + 1))) return undefined;
  const start = word.startsWith('differ') || word.startsWith('var') ? index : index + 1;
  const subject = subjectOf(tokens, start, topics);
  const from = wordAt(tokens, index + 1) === 'in' ? index + 2 : index + 1;
  const { items } = listAt(tokens, afterWords(tokens, from));
  return subject === undefined || items.length === 0 ? undefined : describe(subject, items, 'has');
}
