import type { Rule } from '../evidence.ts';
import type { Token } from '../tagger.ts';
import { MAKING_VERBS } from '../words/verbs.ts';
import { wordSet } from '../words/word-set.ts';
import { wordAt } from './context.ts';
import type { NounList } from './noun-list.ts';

/** What those who ask do for a living. */
const BUSINESS_VERBS = wordSet(
  'run own operate coach manage lead organise organize organising organizing running managing have teach direct',
);
/** "Create a rotating cube" at the head of a text: what is asked for, not what it keeps. */
export function asksForOne(tokens: readonly Token[], verb: number, { items }: NounList): boolean {
  const article = items[0]?.phrase.determiners[0];
  return wordAt(tokens, verb) === 'create' && (article === 'a' || article === 'an');
}

/** "We run a ferry line", "I coach a football club": who asks, not what is kept. */
export function isOwnBusiness(
  tokens: readonly Token[],
  verb: number,
  { items }: NounList,
): boolean {
  const article = items[0]?.phrase.determiners[0] ?? '';
  const we =
    /^(we|i)$/.test(wordAt(tokens, verb - 1)) || /^(we're|'re|'m)$/.test(wordAt(tokens, verb - 1));
  return we && BUSINESS_VERBS.has(wordAt(tokens, verb)) && /^(an?|our|my)$/.test(article);
}

/** "As an adviser, I want to". */
export function isStory(tokens: readonly Token[]): boolean {
  const start = tokens.findIndex(({ lower }) => lower === 'as');
  return (
    start !== -1 && start < 4 && tokens.slice(start, start + 10).some(({ lower }) => lower === 'i')
  );
}

/** Verbs of asking for software and what is in it. */
export const WANTING = wordSet('need want');

/** "I need members, machines and inductions": plurals that somebody asks for. */
export function isWanted(tokens: readonly Token[], index: number, { items }: NounList): boolean {
  if (!WANTING.has(wordAt(tokens, index)) || !/^(i|we)$/.test(wordAt(tokens, index - 1)))
    return false;
  return items.length > 1 && items.filter(({ phrase }) => phrase.plural).length * 2 > items.length;
}

/** Behind "so that" stands what for. */
export function isPurpose(tokens: readonly Token[], index: number): boolean {
  return tokens.slice(0, index).some(({ lower }) => lower === 'so' || lower === 'because');
}

/** In a story what people do is what the records are of, unless they only look. */
export function storyRule(rule: Rule, verb: string): Rule {
  if (rule === 'act verb') return 'record verb';
  return rule === 'look verb' && MAKING_VERBS.has(verb) ? 'passive' : rule;
}
