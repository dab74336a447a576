import { typeOfName } from './attribute-type.ts';
import { OPTIONAL, REQUIRED, isUsual, typeIn } from './field-type.ts';
import { isFormOf } from './grammar/verbs.ts';
import { bracketed } from './list-text.ts';
import { attributeName } from './names.ts';
import { plain } from './outline.ts';
import { remembering } from './remember.ts';
import { hasEnding } from './tags/look.ts';
import type { Attribute } from './types.ts';
import { ATTRIBUTE_HEADS } from './words/attribute-words.ts';
import { ARTICLES } from './words/determiners.ts';
import { RECORD_VERBS } from './words/verbs.ts';
import { wordSet } from './words/word-set.ts';

/** A property as it is written in a list, with how sure it is that it is one. */
export interface Field {
  readonly attribute: Attribute;
  /** Whether the text names its type or values. */
  readonly typed: boolean;
  /** Whether its name is a usual name of a property. */
  readonly usual: boolean;
}

const MAX_WORDS = 5;
/** Words after which a name is over: "title of the book", "price in euros". */
const NAME_ENDS =
  /\s+(?:(?:that|which|who|where|when|if|for|from|to|in|with|by|as|so|must|should|can|will|is|are|being|using|based|including|between|at|such|including|via|within|e\.g\.?|i\.e\.?|etc\.?)\b.*|of (?:the|a|an|each|its|their|every)\b.*)$/i;
const OF_NAMES =
  /^(date|number|place|type|year|method|time|name|country|kind|amount|level|point|cost|rate|state|mode|proof|reason|length|unit) of [a-z]+$/i;

/** "grams in stock", "copies on loan". */
const STOCK_NAMES =
  /^(?:[a-z]+ ){1,2}(?:(?:in|on) (?:stock|hand|order|use|loan|file|site|hire|sale|duty|call)|per [a-z]+|(?:paid|owed|made|spent|worked|built|received|used|ordered|sold|left|due))$/i;
/** "published on", "reported at", "from date". */
const WHEN_NAMES =
  /^(?:(?:\w+(?:ed|en|ld|nt|id)|due|starts?|ends?|valid|left|won) (?:at|on|by|in|from|to|until)(?: date| time)?|(?:from|to) (?:date|time))$/i;
const GERUND_NAMES = wordSet(`
  opening closing starting billing shipping mailing booking parking meeting training landing serving
  working cooking remaining living listing ending heating marketing growing brewing building
  operating running rating reading teaching spending handling processing pricing
`);
const CLAUSE_VERBS = wordSet(`
  contains includes provides allows enables displays supports shows returns uses reads writes
  generates accepts takes gives lets helps handles ensures holds creates specifies describes
  prints runs converts parses sends
`);

/** The words of a name without articles, adverbs and trailing clauses. */
function bareName(text: string): string {
  if (STOCK_NAMES.test(text.trim())) return text.trim();
  if (OF_NAMES.test(text.trim()) || WHEN_NAMES.test(text.trim())) return text.trim();
  const words = text
    .replace(NAME_ENDS, '')
    .replace(/(\S) flag$/i, '$1')
    .trim()
    .split(/\s+/);
  while (words.length > 1 && ARTICLES.has((words[0] ?? '').toLowerCase())) words.shift();
  return words.join(' ');
}

/** "title: string" and "title - string": name and rest; otherwise the whole is the name. */
function parted(text: string): readonly [string, string] {
  const mark = /^([^:=(]{1,60}?)\s*(?::|=|\s-\s|->|→)\s*(.*)$/.exec(text);
  if (mark !== null) return [mark[1] ?? '', mark[2] ?? ''];
  const typeFirst =
    /^(string|int|integer|float|decimal|boolean|bool|datetime|varchar)\s+(\w+)$/i.exec(text);
  if (typeFirst !== null) return [typeFirst[2] ?? '', typeFirst[1] ?? ''];
  const brackets = bracketed(text);
  if (brackets !== undefined) return [brackets.before, `${brackets.inside}; ${brackets.after}`];
  const typed =
    /^(\S+)\s+(string|int|integer|float|decimal|boolean|bool|datetime|timestamp|varchar\S*|uuid)\b(.*)$/i.exec(
      text,
    );
  if (typed !== null) return [typed[1] ?? '', `${typed[2] ?? ''} ${typed[3] ?? ''}`];
  return [text, ''];
}

/** Whether a first word makes what follows a clause: "estimating reading time", "stores details". */
function isClause(first: string): boolean {
  const word = first.toLowerCase();
  if (word.endsWith('ing')) return hasEnding(word) && !GERUND_NAMES.has(word);
  return word.endsWith('s') && (isFormOf(word, RECORD_VERBS) || CLAUSE_VERBS.has(word));
}

function readField(item: string): Field | undefined {
  const text = plain(item.slice(0, 400)).replace(/[.!?]+$/, '');
  const [left, rest] = parted(text);
  const written = bareName(left.replace(/["'\\[\]{}<>?*]/g, ' '));
  const words = written.split(/\s+/);
  if (
    words.length > MAX_WORDS ||
    !/^[\p{L}_$]/u.test(written) ||
    /[/@#]/.test(written.replace(/\b(\w+)\/\w+/, '$1'))
  )
    return undefined;
  const headed = words.length === 2 && ATTRIBUTE_HEADS.has((words[1] ?? '').toLowerCase());
  if (words.length > 1 && !headed && isClause(words[0] ?? '')) return undefined;
  const name = attributeName(written.split('/')[0] ?? '');
  if (name === '') return undefined;
  const { type, values } = typeIn(name, rest);
  const attribute: Attribute = {
    name,
    type: name === 'id' ? 'identifier' : (type ?? typeOfName(name)),
    ...(values === undefined ? {} : { values }),
    ...(REQUIRED.test(rest) && !/\bnot required\b/i.test(rest) ? { required: true } : {}),
    ...(OPTIONAL.test(text) ? { required: false } : {}),
  };
  return { attribute, typed: type !== undefined, usual: isUsual(name) };
}

const known = remembering((item) => ({ field: readField(item) }));

/** Reads one item of a list of properties; undefined when it can't be the name of one. */
export function fieldOf(item: string): Field | undefined {
  return known(item.slice(0, 400)).field;
}
