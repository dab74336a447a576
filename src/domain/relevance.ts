/** A persona below or at this relevance stays out, unless it is required. */
export const RELEVANCE_FLOOR = 0.3;

const WORD = /[\p{L}\p{N}]+/gu;

/** Lower-case words of a text, a plural "s" taken off, so that "databases" meets "database". */
export const stems = (text: string): readonly string[] =>
  (text.toLowerCase().match(WORD) ?? []).map((word) =>
    word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word,
  );

/**
 * How much a requirement asks for a persona: relevance = 1 − 0.7^hits, where a keyword counts as
 * one hit when all its words stand next to each other in the requirement. No hit is 0, one .30,
 * two .51, four .76: a second, different word is needed to pass the floor of .3.
 */
export const relevanceOf = (keywords: readonly string[], requirement: string): number => {
  const text = ` ${stems(requirement).join(' ')} `;
  const distinct = new Set(keywords.map((keyword) => stems(keyword).join(' ')));
  distinct.delete('');
  let hits = 0;
  for (const keyword of distinct) if (text.includes(` ${keyword} `)) hits += 1;
  return Math.round((1 - 0.7 ** hits) * 1e6) / 1e6;
};
