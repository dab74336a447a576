import { HALF_PAIR, parsed, refused } from './brand.ts';
import type { Brand, Parsed } from './brand.ts';

/** What a person wants built, as text: 10 to 100,000 characters after trimming. */
export type Requirement = Brand<string, 'Requirement'>;

export const REQUIREMENT_MIN = 10;
export const REQUIREMENT_MAX = 100_000;

// NUL and the other C0 controls, but not tab, line feed or carriage return: text never has them.
// eslint-disable-next-line no-control-regex
const BINARY = /[\u0000-\u0008\u000b\u000e-\u001f\ufffd]/;

export const parseRequirement = (value: unknown): Parsed<Requirement> => {
  if (typeof value !== 'string') return refused('The requirement must be a text.');
  const text = value.trim();
  if (text.length < REQUIREMENT_MIN || text.length > REQUIREMENT_MAX) {
    return refused(
      `The requirement has ${String(text.length)} characters; it needs ${String(REQUIREMENT_MIN)} to ${REQUIREMENT_MAX.toLocaleString('en-US')}.`,
    );
  }
  if (BINARY.test(text) || HALF_PAIR.test(text))
    return refused('The requirement holds binary characters; give plain text.');
  return parsed(text as Requirement);
};
