import type { Token } from '../tagger.ts';
import { EACH } from '../words/determiners.ts';
import { wordSet } from '../words/word-set.ts';
import { wordAt } from './context.ts';
import { nounPhraseAt } from './noun-phrase.ts';
import type { NounPhrase } from './noun-phrase.ts';

const PARTICLES = wordSet('up out down in off back on');
/** "keep track of tasks", "a list of books": the object stands after the preposition. */
const PASSED_NOUNS = wordSet(`
  track record records list lists detail details information info data log history catalogue catalog
  database collection register set range overview inventory copy copies entry entries kind kinds
  type types schedule calendar directory operation operations
`);
const FILES = wordSet('file card page sheet folder profile account note form');
const OBJECT_PREPOSITIONS = wordSet('of about on for');

/** "a file for every child": what is kept about each. */
function isFileOf(tokens: readonly Token[], { words, end }: NounPhrase): boolean {
  return FILES.has(words.at(-1) ?? '') && EACH.has(wordAt(tokens, end + 1));
}

/** Where the object starts: past particles and "track of", "a list of". */
export function objectStart(tokens: readonly Token[], verb: number): number {
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
