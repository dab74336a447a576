import { together } from '../evidence.ts';
import type { Findings, Rule } from '../evidence.ts';
import { isPlural } from '../inflection.ts';
import type { Token } from '../tagger.ts';
import {
  ACT_VERBS,
  DESCRIBE_VERBS,
  LOOK_VERBS,
  MAKING_VERBS,
  RECORD_VERBS,
} from '../words/verbs.ts';
import { EACH } from '../words/determiners.ts';
import { wordSet } from '../words/word-set.ts';
import { wordAt } from './context.ts';
import { doer } from './doers.ts';
import { nounListAt } from './noun-list.ts';
import type { NounList } from './noun-list.ts';
import { nounPhraseAt } from './noun-phrase.ts';
import type { NounPhrase } from './noun-phrase.ts';
import { objects, target } from './objects.ts';
import { objectListAt } from './object-list.ts';
import { isFormOf } from './verbs.ts';

/** Words after which a verb form is a verb, whatever its tag. */
const BEFORE_VERB = wordSet(`
  to can will should must may could might would and or , / : - for of by when i we they you let lets
  us me not also then automatically easily quickly please help helps that who which be cannot & (
  simply manually just users people staff admins members customers it
`);
const PARTICLES = wordSet('up out down in off back on');
const JOINS = wordSet(', and or / & and/or then');
/** "keep track of tasks", "a list of books": the object stands after the preposition. */
const PASSED_NOUNS = wordSet(`
  track record records list lists detail details information info data log history catalogue catalog
  database collection register set range overview inventory copy copies entry entries kind kinds
  type types schedule calendar directory operation operations
`);
const FILES = wordSet('file card page sheet folder profile account note form');
const OBJECT_PREPOSITIONS = wordSet('of about on for');

/** What those who ask do for a living. */
const BUSINESS_VERBS = wordSet(
  'run own operate coach manage lead organise organize organising organizing running managing have teach direct',
);
/** Verbs that say nothing about records. */
const NO_RECORDS = wordSet(`
  using use used based run runs running built build building written write called named made make
  making supports support supporting works working work shows displays display provides provide
  implement implementing develop developing design designed is are be allow allows allowing enable
  enables let lets click clicks press presses type types calculates calculate generate generates
  compute computes avoid reduce reduces improve improves ensure ensures replace replaces describes
  describe covers cover following
`);

function verbKind(form: string): Rule | undefined {
  if (isFormOf(form, RECORD_VERBS)) return 'record verb';
  if (isFormOf(form, ACT_VERBS)) return 'act verb';
  if (isFormOf(form, LOOK_VERBS)) return 'look verb';
  return undefined;
}

/** Whether the token stands where a verb can stand. */
function isVerbHere(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (token === undefined) return false;
  if (token.lower === 'crud') return true;
  const before = tokens[index - 1];
  if (before === undefined || BEFORE_VERB.has(before.lower)) return true;
  if (token.tag === 'VERB') return before.tag !== 'DET' && before.tag !== 'ADJ';
  const agrees = isPlural(before.lower) !== token.lower.endsWith('s');
  return (
    agrees &&
    (before.tag === 'NOUN' || before.tag === 'PROPN') &&
    nounPhraseAt(tokens, index + 1) !== undefined
  );
}

/** "a file for every child": what is kept about each. */
function isFileOf(tokens: readonly Token[], { words, end }: NounPhrase): boolean {
  return FILES.has(words.at(-1) ?? '') && EACH.has(wordAt(tokens, end + 1));
}

/** Where the object starts: past particles and "track of", "a list of". */
function objectStart(tokens: readonly Token[], verb: number): number {
  let start = verb + 1;
  if (PARTICLES.has(wordAt(tokens, start))) start += 1;
  for (let round = 0; round < 2; round += 1) {
    const phrase = nounPhraseAt(tokens, start);
    const head = phrase?.words.at(-1) ?? '';
    if (phrase === undefined || !(PASSED_NOUNS.has(head) || isFileOf(tokens, phrase))) break;
    if (!OBJECT_PREPOSITIONS.has(wordAt(tokens, phrase.end))) break;
    start = phrase.end + 1;
  }
  return start;
}

/** The last verb of "create, edit and delete", and the strongest of them. */
function chain(
  tokens: readonly Token[],
  first: number,
): { readonly last: number; readonly rule: Rule } | undefined {
  let rule = verbKind(wordAt(tokens, first));
  if (rule === undefined || !isVerbHere(tokens, first)) return undefined;
  let last = first;
  for (let next = first + 1; next < tokens.length; next += 1) {
    if (JOINS.has(wordAt(tokens, next))) continue;
    const kind = verbKind(wordAt(tokens, next));
    if (kind === undefined || next === last + 1) break;
    if (kind === 'record verb' || rule === 'look verb') rule = kind;
    last = next;
  }
  return { last, rule };
}

/** "Create a rotating cube" at the head of a text: what is asked for, not what it keeps. */
function asksForOne(tokens: readonly Token[], verb: number, { items }: NounList): boolean {
  const article = items[0]?.phrase.determiners[0];
  return wordAt(tokens, verb) === 'create' && (article === 'a' || article === 'an');
}

/** "We run a ferry line", "I coach a football club": who asks, not what is kept. */
function isOwnBusiness(tokens: readonly Token[], verb: number, { items }: NounList): boolean {
  const article = items[0]?.phrase.determiners[0] ?? '';
  const we =
    /^(we|i)$/.test(wordAt(tokens, verb - 1)) || /^(we're|'re|'m)$/.test(wordAt(tokens, verb - 1));
  return we && BUSINESS_VERBS.has(wordAt(tokens, verb)) && /^(an?|our|my)$/.test(article);
}

function otherVerb(tokens: readonly Token[], index: number): Rule | undefined {
  const token = tokens[index];
  if (token?.lower === 'need' && /^(i|we)$/.test(wordAt(tokens, index - 1))) return 'other verb';
  if (token?.tag !== 'VERB' || DESCRIBE_VERBS.has(token.lower) || NO_RECORDS.has(token.lower))
    return undefined;
  return 'other verb';
}

/** "As an adviser, I want to". */
function isStory(tokens: readonly Token[]): boolean {
  const start = tokens.findIndex(({ lower }) => lower === 'as');
  return (
    start !== -1 && start < 4 && tokens.slice(start, start + 10).some(({ lower }) => lower === 'i')
  );
}

const WANTING = wordSet('need want');

/** "I need members, machines and inductions": plurals that somebody asks for. */
function isWanted(tokens: readonly Token[], index: number, { items }: NounList): boolean {
  if (!WANTING.has(wordAt(tokens, index)) || !/^(i|we)$/.test(wordAt(tokens, index - 1)))
    return false;
  return items.length > 1 && items.filter(({ phrase }) => phrase.plural).length * 2 > items.length;
}

/** Behind "so that" stands what for. */
function isPurpose(tokens: readonly Token[], index: number): boolean {
  return tokens.slice(0, index).some(({ lower }) => lower === 'so' || lower === 'because');
}

/** In a story what people do is what the records are of, unless they only look. */
function storyRule(rule: Rule, verb: string): Rule {
  if (rule === 'act verb') return 'record verb';
  return rule === 'look verb' && MAKING_VERBS.has(verb) ? 'passive' : rule;
}

/** Objects, subjects and targets of verbs: create, manage, track and the like count most. */
export function fromVerbs(tokens: readonly Token[], opening: boolean): Findings {
  const story = isStory(tokens);
  const found: Findings[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const rule = otherVerb(tokens, index);
    const verbs = chain(tokens, index) ?? (rule === undefined ? undefined : { last: index, rule });
    if (verbs === undefined) continue;
    const start = objectStart(tokens, verbs.last);
    const list = nounListAt(tokens, start);
    if (isOwnBusiness(tokens, index, list)) continue;
    if (opening && index === 0 && asksForOne(tokens, verbs.last, list)) continue;
    const read =
      story && !isPurpose(tokens, index)
        ? storyRule(verbs.rule, wordAt(tokens, verbs.last))
        : verbs.rule;
    const all =
      verbs.rule === 'other verb' && !WANTING.has(wordAt(tokens, index))
        ? list
        : objectListAt(tokens, start);
    const wanted = isWanted(tokens, index, all) ? 'record verb' : read;
    const objectsFound = objects(tokens, { ...list, items: all.items }, wanted);
    const by = doer(tokens, index);
    found.push({ evidence: [...by, ...objectsFound], ties: [] });
    found.push(target(tokens, list, objectsFound, wordAt(tokens, verbs.last)));
    index = verbs.last;
  }
  return together(found);
}
