import type { Findings } from '../evidence.ts';
import type { Token } from '../tagger.ts';
import { EACH } from '../words/determiners.ts';
import { KEEPING_VERBS, RECORD_VERBS } from '../words/verbs.ts';
import { wordAt } from './context.ts';
import { describe } from './describe.ts';
import { afterWords, isOfProperties, listAt, usualIn } from './list-at.ts';
import { nounPhraseAt } from './noun-phrase.ts';
import type { NounPhrase } from './noun-phrase.ts';
import { isFormOf } from './verbs.ts';
import { writtenListAt } from './written-list.ts';

const MAX_GAP = 10;

function namesSet(subject: NounPhrase): boolean {
  if (subject.determiners.length === 0) return subject.plural;
  return subject.determiners.some((word) => EACH.has(word) || /^(an?|the|all|any)$/.test(word));
}

function isKept(word: string): boolean {
  return isFormOf(word, RECORD_VERBS) || isFormOf(word, KEEPING_VERBS);
}

/** "record for each member the name, email and phone". */
function recordedFor(
  tokens: readonly Token[],
  index: number,
  subject: NounPhrase,
): Findings | undefined {
  const recorded = tokens.slice(Math.max(0, index - 3), index).some(({ lower }) => isKept(lower));
  const next = wordAt(tokens, subject.end);
  if (!recorded || !/^(its|their|his|her|the|a|an|:|,)$/.test(next)) return undefined;
  const { items } = listAt(tokens, subject.end + (/^[:,]$/.test(next) ? 1 : 0));
  return usualIn(items) > 0 ? describe(subject, items, 'each', true) : undefined;
}

/** "for each complaint, the subject and the status are stored". */
function storedFor(tokens: readonly Token[], subject: NounPhrase): Findings | undefined {
  if (wordAt(tokens, subject.end) !== ',') return undefined;
  if (/^(so|because|but|and|then)$/.test(wordAt(tokens, subject.end + 1))) return undefined;
  const { items, end } = writtenListAt(tokens, subject.end + 1, true);
  const passive = /^(is|are|must|should|will|has|have|need)$/.test(wordAt(tokens, end));
  if (!passive || /^(have|has|contain|include)$/.test(wordAt(tokens, end + 1))) return undefined;
  return usualIn(items) > 0 ? describe(subject, items, 'each', true) : undefined;
}

/** "for each member we record name, email and phone", "for venues: address and capacity". */
function keptFor(
  tokens: readonly Token[],
  index: number,
  subject: NounPhrase,
): Findings | undefined {
  const each = subject.determiners.some((word) => EACH.has(word));
  // "rent a mooring for a season, and we keep": what stands behind "for" is no topic there.
  if (!each && !subject.plural && tokens[index - 1]?.tag === 'NOUN') return undefined;
  for (let at = subject.end; at < Math.min(tokens.length, subject.end + MAX_GAP); at += 1) {
    const colon = wordAt(tokens, at) === ':';
    const done = each && tokens[at]?.tag === 'VERB' && tokens[at - 1]?.tag === 'PRON';
    if (!colon && !done && !isFormOf(wordAt(tokens, at), KEEPING_VERBS)) continue;
    if (wordAt(tokens, at + 1) === 'to') continue;
    const { items } = listAt(tokens, afterWords(tokens, at + 1));
    const shown = colon && !each ? isOfProperties(items) : usualIn(items) > 0;
    if (
      (shown || (each && items.length > 1)) &&
      (items.length > 1 || subject.determiners.length > 0)
    )
      return describe(subject, items, 'each', true);
  }
  return undefined;
}

/** "for each measurement | chlorine, acidity and temperature are written down". */
function splitFor(
  tokens: readonly Token[],
  index: number,
  subject: NounPhrase,
): Findings | undefined {
  const each = EACH.has(wordAt(tokens, index + 1));
  if (!each || subject.words.length !== 2 || wordAt(tokens, subject.end) !== ',') return undefined;
  const { items, end } = writtenListAt(tokens, subject.end - 1, true);
  const passive = /^(is|are|must|should|will)$/.test(wordAt(tokens, end));
  if (!passive || items.length < 2 || usualIn(items) === 0) return undefined;
  const owner = { ...subject, words: subject.words.slice(0, 1), adjectives: 0 };
  return describe(owner, items, 'each', true);
}

/** Properties of what stands behind "for". */
export function fromForEach(tokens: readonly Token[], index: number): Findings | undefined {
  if (wordAt(tokens, index) !== 'for') return undefined;
  const subject = nounPhraseAt(tokens, index + 1);
  if (subject === undefined || !namesSet(subject)) return undefined;
  const split = splitFor(tokens, index, subject);
  if (split !== undefined) return split;
  return (
    recordedFor(tokens, index, subject) ??
    storedFor(tokens, subject) ??
    keptFor(tokens, index, subject)
  );
}
