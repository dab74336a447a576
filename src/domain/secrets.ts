/** What stands in place of a key that was taken out of a text. */
const MASK = '[key]';

/** Keys as providers give them out, and whatever follows `Bearer` or `x-api-key`. */
const SHAPES = [
  /\b(?:sk|pk|rk|key)-[A-Za-z0-9_-]{6,}/gi,
  /\b(?:AIza|ghp_|gho_|github_pat_|xox[abpr]-|AKIA|hf_|gsk_|xai-)[A-Za-z0-9_-]{8,}/g,
  /\bBearer\s+[^\s"',\\]+/gi,
  /(?<=x-api-key["']?\s*[:=]\s*["']?)[^\s"',\\]+/gi,
];

/** A shorter value is no secret, and taking it out would spoil every text. */
const SHORTEST = 6;

/** A value as it may stand in a text: as it is, in JSON, in a URL. */
const spellings = (secret: string): readonly string[] => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
];

/** Takes keys out of a text. */
export type Scrub = (text: string) => string;

/** @param secrets values to take out wherever they stand, and nothing else */
export const createConcealer = (secrets: readonly string[]): Scrub => {
  const values = [...new Set(secrets.filter(({ length }) => length >= SHORTEST).flatMap(spellings))]
    // The longest first: one may begin with another.
    .sort((a, b) => b.length - a.length);
  return (text) => values.reduce((rest, value) => rest.replaceAll(value, MASK), text);
};

/**
 * @param secrets values to take out wherever they stand; what looks like a key goes as well
 */
export const createScrubber = (secrets: readonly string[]): Scrub => {
  const conceal = createConcealer(secrets);
  return (text) => SHAPES.reduce((rest, shape) => rest.replace(shape, MASK), conceal(text));
};
