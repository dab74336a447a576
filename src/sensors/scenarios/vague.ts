/**
 * Words that promise an amount, a speed or a quality and name none. Each can be kept by saying how
 * much: "within 2 seconds", "at most 500 characters".
 */
const VAGUE_WORDS = [
  ...['fast', 'faster', 'quick', 'quickly', 'slow', 'slowly', 'soon', 'shortly', 'promptly'],
  ...['timely', 'instantly', 'rapid', 'rapidly', 'responsive', 'performant', 'efficient'],
  ...['efficiently', 'many', 'several', 'few', 'numerous', 'plenty', 'large', 'huge', 'big'],
  ...['small', 'tiny', 'often', 'frequently', 'rarely', 'occasionally', 'scalable', 'robust'],
  ...['reasonable', 'reasonably', 'acceptable', 'adequate', 'sufficient', 'sufficiently'],
  ...['appropriate', 'appropriately', 'easy', 'easily', 'intuitive', 'seamless', 'seamlessly'],
];

const VAGUE_PHRASES = [
  'a lot',
  'lots of',
  'user-friendly',
  'user friendly',
  'long time',
  'as needed',
];

/** "How many there are" asks for a number. */
const VAGUE = new RegExp(
  `(?<!\\bhow )\\b(?:${[...VAGUE_PHRASES, ...VAGUE_WORDS].join('|')})\\b`,
  'i',
);

const NUMBER_WORDS =
  'zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty|hundred|thousand|million|once|twice|half';

/** An amount: digits that are no part of an id, or a number in words. */
const NUMBER = new RegExp(`(?<![\\w.-])\\d|\\b(?:${NUMBER_WORDS})\\b`, 'i');

/** What is quoted is a value, and no promise. */
const QUOTED = /"[^"\n]{0,500}"|`[^`\n]{0,500}`|“[^”\n]{0,500}”|<[^<>\n]{0,100}>/g;

/** Longer texts are looked at as far as this. */
const MOST = 5_000;

/** The first vague word of a sentence that names no number; `undefined` when it is exact. */
export const vagueWord = (sentence: string): string | undefined => {
  const text = sentence.slice(0, MOST);
  if (NUMBER.test(text)) return undefined;
  return VAGUE.exec(text.replace(QUOTED, ' '))?.[0].toLowerCase();
};
