import { together } from '../evidence.ts';
import type { Findings } from '../evidence.ts';
import type { Sentence } from '../sentences.ts';
import { tag } from '../tagger.ts';
import { fromDescriptions } from './descriptions.ts';
import { fromPassives } from './passives.ts';
import { fromPhrases } from './phrases.ts';
import { fromVerbObjects } from './verb-objects.ts';

function readSentence(sentence: Sentence): Findings {
  const tokens = tag(sentence.text);
  return together([
    fromDescriptions(tokens),
    fromVerbObjects(tokens),
    fromPassives(tokens),
    fromPhrases(tokens),
  ]);
}

/** What the grammar of the sentences shows. */
export function fromGrammar(sentences: readonly Sentence[]): Findings {
  return together(sentences.map((sentence) => readSentence(sentence)));
}
