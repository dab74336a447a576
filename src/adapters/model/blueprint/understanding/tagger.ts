import { createRequire } from 'node:module';
import type { ItsHelpers, Model, PartOfSpeech, WinkMethods } from 'wink-nlp';
import { retag } from './tags/retag.ts';
import type { Token } from './tags/token.ts';

export type { Token } from './tags/token.ts';

/** Longer words make the tagger's spelling search slow, and are not English. */
const MAX_TAGGED_WORD = 40;
const LONG = new RegExp(`[^\\s]{${String(MAX_TAGGED_WORD + 1)},}`, 'gu');

interface Loaded {
  readonly nlp: WinkMethods;
  readonly its: ItsHelpers;
}

let loaded: Loaded | undefined;

/** The model takes about 0.4 s and 50 MB, so it is loaded at the first text, not at import. */
function load(): Loaded {
  if (loaded !== undefined) return loaded;
  const require = createRequire(import.meta.url);
  const wink = require('wink-nlp') as (model: Model, pipe: string[]) => WinkMethods;
  const model = require('wink-eng-lite-web-model') as Model;
  const nlp = wink(model, ['sbd', 'pos']);
  loaded = { nlp, its: nlp.its };
  return loaded;
}

/** The tagger parts `due_date` in three: puts such names together again. */
function rejoined(tokens: readonly Token[]): readonly Token[] {
  const joined: Token[] = [];
  let open = false;
  for (const token of tokens) {
    const last = joined.at(-1);
    const goesOn = !token.spaced && last !== undefined && (open || token.text.startsWith('_'));
    open = token.text.endsWith('_');
    if (!goesOn) {
      joined.push(token);
      continue;
    }
    const text = `${last.text}${token.text}`;
    joined[joined.length - 1] = { ...last, text, lower: text.toLowerCase(), tag: 'NOUN' };
  }
  return joined;
}

/** The tokens of a sentence with their parts of speech; the tags are hints, often wrong. */
export function tag(sentence: string): readonly Token[] {
  const { nlp, its } = load();
  const words = nlp.readDoc(sentence.replace(LONG, ' ').replace(/([a-z])\.$/, '$1 .')).tokens();
  // The helpers are plain functions of an object; wink compares them by identity.
  /* eslint-disable @typescript-eslint/unbound-method */
  const texts = words.out(its.value);
  const tags = words.out(its.pos) as PartOfSpeech[];
  const spaces = words.out(its.precedingSpaces);
  /* eslint-enable @typescript-eslint/unbound-method */
  const tokens = texts.map((text, index) => ({
    text,
    lower: text.toLowerCase(),
    tag: tags[index] ?? 'X',
    spaced: index === 0 || (spaces[index] ?? '') !== '',
  }));
  return retag(sentence.includes('_') ? rejoined(tokens) : tokens);
}
