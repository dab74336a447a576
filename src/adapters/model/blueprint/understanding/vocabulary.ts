import { isPlural } from './inflection.ts';
import { entityName, wordsOf } from './names.ts';
import { remembering } from './remember.ts';
import { DETERMINERS } from './words/determiners.ts';
import { NEVER_NAMES, OWNERS, OWNERS_IN_SINGULAR, SURFACES } from './words/never-names.ts';
import { ACTORS, CONTAINERS, SOFT_STOP_NOUNS, STOP_NOUNS } from './words/stop-nouns.ts';
import { wordSet } from './words/word-set.ts';

const MAX_LABEL_WORDS = 3;
const NO_LABEL = wordSet('and has have is are with following');
const MARKERS =
  /\b(entity|entities|tables?|models?|class|resources?|object|collection|attributes?|fields?|properties|columns|records?|schema|data|details|information|info|module|endpoints?|section)\b/gi;

/** Verbs before the label of a list: "Maintain crew members: name, base". */
const COMMANDS = wordSet('maintain manage keep store add create edit validate define hold enter');

/** Heads that are about software alone but name a record with a word before them: "incident report". */
const SOFT_HEADS = wordSet(`
  report request record item plan account session log list entry step case test note type option form
  rule result set part group requirement story key level condition action operation role resource
  change update event stage message image photo picture title version program programme tool
  contact profile address line application transaction log list entry file item number status account history
`);

/** The entity that a heading or label names: "2.1 Books table" gives `book`; none gives ''. */
export function labelName(label: string): string {
  const bare = label
    .replace(/^[\s\d.)]+/, '')
    .replace(/^(?:entity|table|model|resource|class|type|object|collection|record)\s*[:-]?\s+/i, '')
    .replace(/\([^()]*\)/g, ' ');
  const unmarked = bare.replace(MARKERS, ' ').trim();
  const all = wordsOf(unmarked === '' ? bare : unmarked).filter((word) => !DETERMINERS.has(word));
  const words = COMMANDS.has(all[0] ?? '') && isPlural(all.at(-1) ?? '') ? all.slice(1) : all;
  if (
    words.length === 0 ||
    words.length > MAX_LABEL_WORDS ||
    words.some((word) => NO_LABEL.has(word))
  )
    return '';
  const placed = words.length > 1 && CONTAINERS.has(words[0] ?? '');
  return entityName(placed ? words.slice(1) : words);
}

/** Whether a name can't be an entity even where a structure shows it. */
export function isNeverEntity(name: string): boolean {
  return name.length < 2 || NEVER_NAMES.has(name);
}

/**
 * Whether a name can't be an entity even where properties stand under it, as written: "Property"
 * can, "Properties" introduces some.
 */
export function isNeverOwner(name: string, label: string): boolean {
  if (OWNERS.has(name)) return false;
  const singular = new RegExp(`\\b${name}\\b`, 'i').test(label);
  return isNeverEntity(name) && !(OWNERS_IN_SINGULAR.has(name) && singular);
}

/** Whether a name ends in a word for software: "shop api", "cms requirement". */
export function isSurface(name: string): boolean {
  return !OWNERS.has(name) && SURFACES.has(name.split(' ').at(-1) ?? '');
}

function isStopNoun(word: string): boolean {
  return STOP_NOUNS.has(word) || STOP_NOUNS.has(`${word}s`);
}

/** Whether a name is a record only now and then, so that it needs to be said twice. */
export function isSoftName(name: string): boolean {
  const head = name.slice(name.lastIndexOf(' ') + 1);
  return SOFT_STOP_NOUNS.has(name) || CONTAINERS.has(head);
}

function findStopName(name: string): boolean {
  const words = name.split(' ');
  const head = words.at(-1) ?? '';
  if (isNeverEntity(name)) return true;
  if (isSoftName(name)) return false;
  if (words.length === 1) return head.length < 3 || isStopNoun(head);
  if (words.every(isStopNoun)) return true;
  return isStopNoun(head) && !SOFT_HEADS.has(head);
}

/** Whether a name in prose is about the software, not about a record. */
export const isStopName = remembering(findStopName);

/** Whether a name is a kind of person that uses the system. */
export function isActor(name: string): boolean {
  return ACTORS.has(name.split(' ').at(-1) ?? '');
}
