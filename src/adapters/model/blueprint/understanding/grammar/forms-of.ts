import type { Evidence, Findings } from '../evidence.ts';
import type { Token } from '../tagger.ts';
import { evidenceFor, isAttributePhrase, wordAt } from './context.ts';
import { nounPhraseAt } from './noun-phrase.ts';
import { isKnownVerb } from './verbs.ts';

const MAX_BETWEEN = 6;

/** "residents report problems as maintenance requests", "notes it as an aliquot". */
export function fromForms(tokens: readonly Token[]): Findings {
  const evidence: Evidence[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.lower !== 'as' || index === 0) continue;
    const phrase = nounPhraseAt(tokens, index + 1);
    if (phrase === undefined || isAttributePhrase(phrase)) continue;
    const named = phrase.plural || /^an?$/.test(wordAt(tokens, index + 1));
    const verb = tokens
      .slice(Math.max(0, index - MAX_BETWEEN), index)
      .some(({ lower, tag }) => tag === 'VERB' && isKnownVerb(lower));
    if (named && verb) evidence.push(...evidenceFor(phrase, 'passive'));
  }
  return { evidence, ties: [] };
}
