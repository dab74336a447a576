import { plainLine } from './plain-text.ts';

/** How a piece of text is to look on a terminal that shows colours. */
export type Look = 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'cyan';

export interface Span {
  readonly text: string;
  readonly look?: Look;
}

/** One line for people: text from anywhere, which is cleaned when the line is rendered. */
export type Line = readonly Span[];

/** Puts a look on a text that has been cleaned. */
export type Paint = (look: Look, text: string) => string;

export const span = (text: string, look?: Look): Span =>
  look === undefined ? { text } : { text, look };

/** Makes a line of texts and spans. */
export const line = (...parts: readonly (string | Span)[]): Line =>
  parts.map((part) => (typeof part === 'string' ? span(part) : part));

/** Cleans a span but keeps the spaces at its ends, which separate it from its neighbours. */
const cleaned = (text: string): string => {
  const [before = ''] = /^ */.exec(text) ?? [];
  const [after = ''] = /(?<=\S) *$/.exec(text) ?? [];
  return `${before}${plainLine(text)}${after}`;
};

/** The line as a text of at most `width` columns (counting code points). */
export const render = (parts: Line, paint: Paint, width = Infinity): string => {
  let room = width;
  let text = '';
  for (const { text: raw, look } of parts) {
    const characters = Array.from(cleaned(raw));
    const cut = characters.length > room;
    const kept = cut
      ? `${characters.slice(0, Math.max(0, room - 1)).join('')}…`
      : characters.join('');
    text += look === undefined || kept === '' ? kept : paint(look, kept);
    if (cut) return text;
    room -= characters.length;
  }
  return text;
};
