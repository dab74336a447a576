import type { Evidence, Findings, Tie } from '../evidence.ts';
import type { Token } from '../tagger.ts';
import { isActor, isStopName } from '../vocabulary.ts';
import { wordSet } from '../words/word-set.ts';
import { recordName, twoFacedName, wordAt } from './context.ts';
import { nounListAt } from './noun-list.ts';
import { phraseEntity } from './phrase-entity.ts';
import { subjectOf } from './subjects.ts';

/** Verbs and participles whose subject names the record behind their preposition. */
const BELONGING = wordSet(
  'belong belongs refer refers linked assigned attached tied connected associated related made placed written raised submitted created owned posted',
);
const PREPOSITIONS = wordSet('to by with');
const REFERRING = wordSet('references reference');

/** Where the owner stands behind "belongs to", "is linked to", "references"; none elsewhere. */
function ownerStart(tokens: readonly Token[], index: number): number | undefined {
  const word = wordAt(tokens, index);
  if (REFERRING.has(word)) return index + 1;
  return BELONGING.has(word) && PREPOSITIONS.has(wordAt(tokens, index + 1)) ? index + 2 : undefined;
}

/** "Loans belong to a book and a member": ties, and a word for each name. */
export function fromBelonging(tokens: readonly Token[]): Findings {
  const ties: Tie[] = [];
  const evidence: Evidence[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const start = ownerStart(tokens, index);
    const subject = start === undefined ? undefined : subjectOf(tokens, index);
    if (start === undefined || subject === undefined) continue;
    const from = phraseEntity(subject);
    const faced = recordName(subject) === '' ? twoFacedName(subject) : '';
    const belongs = wordAt(tokens, index).startsWith('belong');
    for (const { phrase } of nounListAt(tokens, start).items) {
      const to = recordName(phrase) || phraseEntity(phrase);
      if (from === '' || to === '') continue;
      if (belongs || !phrase.plural) ties.push({ from, kind: 'belongsTo', to });
      if (belongs && subject.plural && faced !== '')
        evidence.push({ entity: faced, rule: 'passive' });
      if (belongs && !isStopName(to) && !isActor(to))
        evidence.push({ entity: to, rule: 'contains' });
    }
  }
  return { evidence, ties };
}
