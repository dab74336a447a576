/** Texts are read up to here; the rest is left out. */
const MAX_CHARACTERS = 100_000;

/** Longer runs without white space are no words of a requirement, and slow the tagger down. */
const MAX_WORD = 2_000;

const LONG_WORD = new RegExp(`(\\S{${String(MAX_WORD)}})\\S+`, 'gu');

/** The text with one kind of line end, plain quotes and dashes, and nothing invisible. */
export function clean(text: string): string {
  return (
    text
      .slice(0, MAX_CHARACTERS)
      .normalize('NFKC')
      .slice(0, MAX_CHARACTERS)
      .replace(/\r\n?|[\u2028\u2029]/gu, '\n')
      .replace(/\t/gu, '    ')
      // eslint-disable-next-line no-control-regex -- removing control characters is the point
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\ufeff]/gu, ' ')
      .replace(/[‘’‛`´](?=[sStmrlvd]\b)/gu, "'")
      .replace(/[‘’‛]/gu, "'")
      .replace(/[“”„«»]/gu, '"')
      .replace(/[–—−]/gu, ' - ')
      .replace(/\be-mail/giu, 'email')
      .replace(LONG_WORD, '$1')
  );
}
