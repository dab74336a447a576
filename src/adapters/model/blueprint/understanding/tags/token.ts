import type { PartOfSpeech } from 'wink-nlp';

/** One word or mark of a sentence. */
export interface Token {
  readonly text: string;
  readonly lower: string;
  readonly tag: PartOfSpeech;
  /** Whether white space stands before it. */
  readonly spaced: boolean;
}
