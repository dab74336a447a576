import type { Evidence, Findings, Rule } from '../evidence.ts';
import { isPlural } from '../inflection.ts';
import type { Token } from '../tagger.ts';
import { RECORD_VERBS, USE_VERBS } from '../words/verbs.ts';
import { wordSet } from '../words/word-set.ts';
import { evidenceFor, isAttributePhrase, recordName, wordAt } from './context.ts';
import { nounListAt } from './noun-list.ts';
import { nounPhraseAt } from './noun-phrase.ts';
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
  type types schedule calendar directory
`);
const OBJECT_PREPOSITIONS = wordSet('of about on for');

function verbKind(form: string): Rule | undefined {
  if (isFormOf(form, RECORD_VERBS)) return 'record verb';
  if (isFormOf(form, USE_VERBS)) return 'use verb';
  return undefined;
}

/** Whether the token stands where a verb can stand. */
function isVerbHere(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (token === undefined) return false;
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

/** Where the object starts: past particles and "track of", "a list of". */
function objectStart(tokens: readonly Token[], verb: number): number {
  let start = verb + 1;
  if (PARTICLES.has(wordAt(tokens, start))) start += 1;
  for (let round = 0; round < 2; round += 1) {
    const phrase = nounPhraseAt(tokens, start);
    if (phrase === undefined || !PASSED_NOUNS.has(phrase.words.at(-1) ?? '')) break;
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
    if (kind === 'record verb') rule = kind;
    last = next;
  }
  return { last, rule };
}

function objects(tokens: readonly Token[], start: number, rule: Rule): readonly Evidence[] {
  const list = nounListAt(tokens, start);
  const found = list.items.flatMap(({ phrase }) => {
    if (isAttributePhrase(phrase) && !(rule === 'record verb' && phrase.plural)) return [];
    return evidenceFor(phrase, rule);
  });
  const first = list.items[0]?.phrase;
  const isSystem = first !== undefined && list.items.length === 1 && recordName(first) === '';
  return isSystem ? [] : found;
}

/** Objects of create, manage, track and the like, with their lists. */
export function fromVerbObjects(tokens: readonly Token[]): Findings {
  const evidence: Evidence[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const verbs = chain(tokens, index);
    if (verbs === undefined) continue;
    evidence.push(...objects(tokens, objectStart(tokens, verbs.last), verbs.rule));
    index = verbs.last;
  }
  return { evidence, ties: [] };
}
