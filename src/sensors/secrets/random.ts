/** Bits a character, after Shannon: English words have about 3, random base64 of 40 about 4.5. */
const entropyOf = (text: string): number => {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => {
    const part = count / text.length;
    return sum - part * Math.log2(part);
  }, 0);
};

/** What people write in place of a key. */
const PLACEHOLDER =
  /example|sample|change.?me|placeholder|your|dummy|fake|redacted|xxx|\*{3}|\.{3}|1234567|abcdef|qwert/i;

/** Names that a value has which is no secret, or is one of a test. */
const NAME = /test|demo|secret|passw|token|localhost|env\./i;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const HEX = /^[0-9a-f]+$/i;

export const isPlaceholder = (value: string): boolean =>
  PLACEHOLDER.test(value) || new Set(value).size < 6;

const HEX_BITS = 3;
const TEXT_BITS = 3.6;
const LEAST_DIGITS = 3;

/** Whether a value looks drawn by lot: letters and digits mixed beyond what a name has. */
export const looksRandom = (value: string): boolean => {
  if (isPlaceholder(value) || NAME.test(value) || UUID.test(value)) return false;
  if (/[./\\]{2}|:\/\/|^[./]/.test(value)) return false;
  const digits = value.match(/\d/g)?.length ?? 0;
  if (digits < LEAST_DIGITS || !/[A-Za-z]/.test(value)) return false;
  if (HEX.test(value)) return value.length >= 32 && entropyOf(value) >= HEX_BITS;
  return entropyOf(value) >= TEXT_BITS;
};
