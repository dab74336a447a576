import { together } from '../evidence.ts';
import type { Findings, Rule } from '../evidence.ts';
import { isPlural } from '../inflection.ts';
import type { Token } from '../tagger.ts';
import {
  ACT_VERBS,
  DESCRIBE_VERBS,
  LOOK_VERBS,
  NOUN_LIKE_VERBS,
  RECORD_VERBS,
} from '../words/verbs.ts';
import { wordSet } from '../words/word-set.ts';
import {
  WANTING,
  asksForOne,
  isOwnBusiness,
  isPurpose,
  isStory,
  isWanted,
  storyRule,
} from './asking.ts';
import { wordAt } from './context.ts';
import { doer } from './doers.ts';
import { nounListAt } from './noun-list.ts';
import { nounPhraseAt } from './noun-phrase.ts';
import { objectStart } from './object-start.ts';
import { objects, target } from './objects.ts';
import { objectListAt } from './object-list.ts';
import { isFormOf } from './verbs.ts';

/** Words after which a verb form is a verb, whatever its tag. */
const BEFORE_VERB = wordSet(`
  to can will should must may could might would and or , / : - for of by when i we they you let lets
  us me not also then automatically easily quickly please help helps that who which be cannot & (
  simply manually just users people staff admins members customers it
`);
const JOINS = wordSet(', and or / & and/or then');
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

/** "a register of repair jobs", "Repair jobs have": a noun of two words, not a verb and its object. */
function isCompound(tokens: readonly Token[], index: number): boolean {
  const [before, token, next] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  if (token === undefined || token.tag === 'VERB' || !NOUN_LIKE_VERBS.has(token.lower))
    return false;
  if (!isPlural(next?.lower ?? '')) return false;
  if (before?.lower === 'of') return true;
  return (
    before === undefined && /^(have|are|need|can|must|should)$/.test(wordAt(tokens, index + 2))
  );
}

/** Whether the token stands where a verb can stand. */
function isVerbHere(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (token === undefined) return false;
  if (token.lower === 'crud') return true;
  const before = tokens[index - 1];
  if (isCompound(tokens, index)) return false;
  if (before === undefined || BEFORE_VERB.has(before.lower)) return true;
  if (token.tag === 'VERB') return before.tag !== 'DET' && before.tag !== 'ADJ';
  const agrees = isPlural(before.lower) !== token.lower.endsWith('s');
  return (
    agrees &&
    (before.tag === 'NOUN' || before.tag === 'PROPN') &&
    nounPhraseAt(tokens, index + 1) !== undefined
  );
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

function otherVerb(tokens: readonly Token[], index: number): Rule | undefined {
  const token = tokens[index];
  if (token?.lower === 'need' && /^(i|we)$/.test(wordAt(tokens, index - 1))) return 'other verb';
  if (token?.tag !== 'VERB' || DESCRIBE_VERBS.has(token.lower) || NO_RECORDS.has(token.lower))
    return undefined;
  return 'other verb';
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
