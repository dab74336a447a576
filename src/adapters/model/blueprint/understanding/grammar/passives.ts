import type { Evidence, Findings } from '../evidence.ts';
import type { Token } from '../tagger.ts';
import { ACT_VERBS, LOOK_VERBS, RECORD_VERBS } from '../words/verbs.ts';
import { wordSet } from '../words/word-set.ts';
import { evidenceFor, isAttributePhrase, wordAt } from './context.ts';
import { nounPhraseBefore } from './noun-phrase.ts';
import { isFormOf } from './verbs.ts';

const AUXILIARIES = wordSet('is are be been being was were get gets');
const BETWEEN = wordSet(
  'can could should must will may might to not also then need needs have has cannot',
);
const PARTICIPLE = /(ed|en|ept|old|ought|ent|ade|aid|eld|ut|et)$/;

function participleAfter(tokens: readonly Token[], auxiliary: number): string {
  const next = tokens[auxiliary + 1];
  const word = next?.tag === 'ADV' ? wordAt(tokens, auxiliary + 2) : (next?.lower ?? '');
  return PARTICIPLE.test(word) ? word : '';
}

/** Subjects of passives: "invoices can be created", "each book is borrowed". */
export function fromPassives(tokens: readonly Token[]): Findings {
  const evidence: Evidence[] = [];
  for (const [index, token] of tokens.entries()) {
    if (!AUXILIARIES.has(token.lower)) continue;
    const participle = participleAfter(tokens, index);
    if (participle === '') continue;
    let end = index;
    while (
      end > 0 &&
      (BETWEEN.has(wordAt(tokens, end - 1)) || AUXILIARIES.has(wordAt(tokens, end - 1)))
    )
      end -= 1;
    const subject = nounPhraseBefore(tokens, end);
    if (subject === undefined || isAttributePhrase(subject)) continue;
    if (isFormOf(participle, RECORD_VERBS)) evidence.push(...evidenceFor(subject, 'passive'));
    else if (isFormOf(participle, ACT_VERBS)) evidence.push(...evidenceFor(subject, 'act verb'));
    else if (isFormOf(participle, LOOK_VERBS)) evidence.push(...evidenceFor(subject, 'look verb'));
  }
  return { evidence, ties: [] };
}
