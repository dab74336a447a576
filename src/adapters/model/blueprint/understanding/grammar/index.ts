import { together } from '../evidence.ts';
import type { Findings } from '../evidence.ts';
import type { Sentence } from '../sentences.ts';
import { tag } from '../tagger.ts';
import type { Token } from '../tagger.ts';
import { fromBelonging } from './belonging.ts';
import { fromDescriptions } from './descriptions.ts';
import { fromStates } from './doers.ts';
import { fromForms } from './forms-of.ts';
import { fromPassives } from './passives.ts';
import { fromPlainLists } from './plain-lists.ts';
import { fromPhrases } from './phrases.ts';
import { fromQuestions } from './questions.ts';
import { fromTitle } from './titles.ts';
import { NO_TOPICS, topicsOf } from './topics.ts';
import type { Topics } from './topics.ts';
import { fromVerbs } from './verb-rules.ts';

function readSentence(
  tokens: readonly Token[],
  topics: Topics,
  brief: boolean,
  opening: boolean,
): Findings {
  return together([
    fromDescriptions(tokens, topics),
    fromBelonging(tokens),
    fromVerbs(tokens, opening),
    fromPassives(tokens),
    fromStates(tokens),
    fromQuestions(tokens),
    fromForms(tokens),
    fromPhrases(tokens, brief),
  ]);
}

/** Below this many words a text has no room for a second mention: each plural counts. */
const BRIEF = 30;

/** "Keeps track of" is one verb, like "tracks". */
const withoutTrack = (text: string): string =>
  text.replace(/\b(keep|keeps|keeping|kept) (?:a )?track of\b/giu, '$1');

/** In a text of so few sentences a list of plurals is what it is about. */
const FEW = 2;

/** What the grammar of the sentences shows. */
export function fromGrammar(sentences: readonly Sentence[]): Findings {
  const words = sentences.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
  const brief = sentences.length === 1 ? words < BRIEF : words < BRIEF / 2;
  const only = sentences.length === 1 ? sentences[0] : undefined;
  const title = only === undefined ? undefined : fromTitle(only.text);
  if (title !== undefined) return title;
  let topics = NO_TOPICS;
  const found: Findings[] = [];
  for (const [index, sentence] of sentences.entries()) {
    const tokens = tag(withoutTrack(sentence.text));
    found.push(readSentence(tokens, topics, brief, index === 0));
    if (sentences.length <= FEW) found.push(fromPlainLists(sentence.text));
    const own = topicsOf(tokens);
    if (own.length > 0) topics = own;
  }
  return together(found);
}
