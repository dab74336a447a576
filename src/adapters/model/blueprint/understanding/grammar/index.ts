import { together } from '../evidence.ts';
import type { Findings } from '../evidence.ts';
import type { Sentence } from '../sentences.ts';
import { tag } from '../tagger.ts';
import { fromBelonging } from './belonging.ts';
import { fromDescriptions } from './descriptions.ts';
import { fromPassives } from './passives.ts';
import { fromPhrases } from './phrases.ts';
import { fromVerbs } from './verb-rules.ts';

function readSentence(sentence: Sentence, brief: boolean, opening: boolean): Findings {
  const tokens = tag(sentence.text);
  return together([
    fromDescriptions(tokens),
    fromBelonging(tokens),
    fromVerbs(tokens, opening),
    fromPassives(tokens),
    fromPhrases(tokens, brief),
  ]);
}

/** Below this many words a text has no room for a second mention: each plural counts. */
const BRIEF = 30;

/** What the grammar of the sentences shows. */
export function fromGrammar(sentences: readonly Sentence[]): Findings {
  const words = sentences.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
  const brief = sentences.length === 1 ? words < BRIEF : words < BRIEF / 2;
  return together(sentences.map((sentence, index) => readSentence(sentence, brief, index === 0)));
}
