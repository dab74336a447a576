/* eslint-disable no-control-regex -- control characters are what this is about */

/**
 * Control characters and the marks that turn the direction of writing: a model's or a stranger's
 * text could move the cursor, set a title, or make a line read otherwise than it is.
 */
const CONTROL =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** CSI, OSC and its kin with their text, and two-character sequences (ECMA-48, section 5). */
const SEQUENCE =
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])/g;

/** Text that may be shown: escape sequences and control characters are gone, lines and tabs stay. */
export const plainText = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(SEQUENCE, '').replace(CONTROL, '');

/** The same on one line. */
export const plainLine = (text: string): string =>
  plainText(text)
    .replace(/[\n\t\u2028\u2029]+/g, ' ')
    .trim();

/** JSON without control characters: what is in strings is escaped, so that it survives whole. */
export const plainJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    CONTROL,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
