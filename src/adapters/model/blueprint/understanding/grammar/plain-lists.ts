import type { Evidence, Findings } from '../evidence.ts';
import { isPlural } from '../inflection.ts';
import { entityName, wordsOf } from '../names.ts';
import { isNeverEntity, isSurface } from '../vocabulary.ts';
import { DETERMINERS } from '../words/determiners.ts';
import { FUNCTION_WORDS } from '../words/modifiers.ts';
import { STOP_NOUNS } from '../words/stop-nouns.ts';
import { KEEPING_VERBS, NOUN_LIKE_VERBS } from '../words/verbs.ts';
import { isBaseForm, isFormOf, isKnownVerb } from './verbs.ts';

/** So many plurals in a row are things of one sort, whatever the tagger takes them for. */
const ENOUGH = 3;
const MOST_WORDS = 3;
const SEPARATOR = /\s*[,;]\s*(?:and\s+|&\s*|plus\s+)?|\s+(?:and|&|plus)\s+/;
/** What ends a clause, so that a list begins behind it. */
const OPENING = /.*(?:[:–—(]|\s-\s)\s*/s;

const endsItem = (word: string): boolean =>
  FUNCTION_WORDS.has(word) || DETERMINERS.has(word) || !/^[\p{L}][\p{L}\d'-]*$/u.test(word);

const split = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

/** The words before the first that can be no part of a name. */
function leading(text: string): readonly string[] {
  const words = split(text.replace(/[.:;!?()–—].*$/s, ''));
  const start = words.findIndex((word) => !DETERMINERS.has(word.toLowerCase()));
  const own = start === -1 ? [] : words.slice(start);
  const end = own.findIndex((word) => endsItem(word.toLowerCase()));
  return end === -1 ? own : own.slice(0, end);
}

/** The words behind the last that can be no part of a name. */
function trailing(text: string): readonly string[] {
  const words = split(text.replace(OPENING, ''));
  const before = words.findLastIndex((word) => endsItem(word.toLowerCase()));
  const own = words.slice(before + 1);
  const first = (own[0] ?? '').toLowerCase();
  const verb = own.length > 1 && (isKnownVerb(first) || isFormOf(first, KEEPING_VERBS));
  return verb ? own.slice(1) : own;
}

const verbsIn = (words: readonly string[]): readonly string[] =>
  words.slice(0, -1).filter((word) => isKnownVerb(word.toLowerCase()));

/** "dry docks", "repair jobs", but not "staff maintain boats". */
const isItem = (words: readonly string[]): boolean =>
  words.length > 0 &&
  words.length <= MOST_WORDS &&
  isPlural((words.at(-1) ?? '').toLowerCase()) &&
  verbsIn(words).every((word) => isBaseForm(word) && isFormOf(word, NOUN_LIKE_VERBS));

/** "register players, plan matches, record results": what to do, not what there is. */
const areCommands = (list: readonly (readonly string[])[]): boolean =>
  list.filter((words) => verbsIn(words).length > 0).length > 1;

/** The lists of plurals in a sentence, each item with its words. */
function listsOf(sentence: string): readonly (readonly (readonly string[])[])[] {
  const parts = sentence.split(SEPARATOR);
  const lists: (readonly string[])[][] = [];
  let list: (readonly string[])[] = [];
  const end = (): void => {
    if (list.length >= ENOUGH && !areCommands(list)) lists.push(list);
    list = [];
  };
  for (const [index, part] of parts.entries()) {
    const whole = leading(part);
    const complete =
      whole.length === split(part).filter((word) => !DETERMINERS.has(word.toLowerCase())).length;
    const item = list.length === 0 ? trailing(part) : whole;
    if (isItem(item)) list.push(item);
    else end();
    if (list.length > 1 && !complete) {
      end();
      const next = trailing(part);
      if (index < parts.length - 1 && isItem(next)) list.push(next);
    }
  }
  end();
  return lists;
}

/** Whether an item says something about the software: "reports", "email notifications". */
function isAboutSoftware(words: readonly string[], name: string): boolean {
  if (isNeverEntity(name) || isSurface(name)) return true;
  return words.every((word) => STOP_NOUNS.has(word.toLowerCase()));
}

/** Names that stand in a list of plurals: "ships, dry docks, repair jobs and spare parts". */
export function fromPlainLists(sentence: string): Findings {
  const evidence = listsOf(sentence).flatMap((list) =>
    list.flatMap((words): readonly Evidence[] => {
      const entity = entityName(wordsOf(words.join(' ')));
      return entity === '' || isAboutSoftware(words, entity)
        ? []
        : [{ entity, rule: 'plain list' }];
    }),
  );
  return { evidence, ties: [] };
}
