import type { Evidence, Findings } from '../evidence.ts';
import type { Token } from '../tagger.ts';
import { wordSet } from '../words/word-set.ts';
import { evidenceFor, recordName, twoFacedName, wordAt } from './context.ts';
import { nounPhraseAt } from './noun-phrase.ts';
import { isFormOf } from './verbs.ts';

const KNOWING = wordSet('know remember see track record find note tell forget show store keep log');
const ASKING = wordSet('which what whose');
const POSSESSIVE = wordSet('their its his her');
const MAX_QUESTION = 25;

/** What a question asks for at an index: "which pupils", "who their guardians are". */
function askedAt(tokens: readonly Token[], index: number): readonly Evidence[] {
  const word = wordAt(tokens, index);
  const next = wordAt(tokens, index + 1);
  if (!ASKING.has(word) && !(word === 'who' && POSSESSIVE.has(next))) return [];
  if (next === 'of') return [];
  const phrase = nounPhraseAt(tokens, index + 1);
  if (phrase === undefined) return [];
  const entity = recordName(phrase) || twoFacedName(phrase);
  return entity === '' ? [] : [{ entity, rule: 'record verb' }];
}

/** Whom or what a plural before a preposition concerns: "given to tenants". */
function concerned(tokens: readonly Token[], index: number): readonly Evidence[] {
  const phrase = /^(to|by|from|for)$/.test(wordAt(tokens, index))
    ? nounPhraseAt(tokens, index + 1)
    : undefined;
  return phrase?.plural === true ? evidenceFor(phrase, 'target') : [];
}

/** "know which pupils are in which class", "remember what presents I gave to which relatives". */
export function fromQuestions(tokens: readonly Token[]): Findings {
  const verb = tokens.findIndex(
    ({ lower }, at) =>
      isFormOf(lower, KNOWING) && /^(which|what|whose|who)$/.test(wordAt(tokens, at + 1)),
  );
  const losing = tokens.findIndex(
    ({ lower }, at) =>
      /^(track|of|about)$/.test(lower) && /^(which|who|whose)$/.test(wordAt(tokens, at + 1)),
  );
  const start = verb === -1 ? losing : verb;
  if (start === -1) return { evidence: [], ties: [] };
  const evidence: Evidence[] = [];
  const end = Math.min(tokens.length, start + MAX_QUESTION);
  for (let index = start + 1; index < end; index += 1)
    evidence.push(...askedAt(tokens, index), ...concerned(tokens, index));
  return { evidence, ties: [] };
}
