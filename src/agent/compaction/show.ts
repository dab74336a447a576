import type { LanguageModelV4Message } from '@ai-sdk/provider';
import { clip } from './clip.ts';

/** Characters of one piece, tried in turn until all of them fit. */
const PIECE_MAX = [8_000, 4_000, 2_000, 1_000, 500, 250, 100] as const;

const abridge = (text: string, most: number): string => {
  const left = text.length - most;
  if (left <= 0) return text;
  const tail = Math.floor(most / 4);
  return `${text.slice(0, most - tail)} … ${String(left)} characters left out … ${text.slice(-tail)}`;
};

type Part = Exclude<LanguageModelV4Message['content'], string>[number];

const pieceOf = (role: string, part: Part): string | undefined => {
  switch (part.type) {
    case 'text':
      return `[${role === 'assistant' ? 'said' : 'told'}] ${part.text}`;
    case 'tool-call':
      return `[called ${part.toolName}] ${JSON.stringify(part.input)}`;
    case 'tool-result': {
      const { output } = part;
      const text = 'value' in output ? output.value : '';
      return `[result of ${part.toolName}] ${typeof text === 'string' ? text : JSON.stringify(text)}`;
    }
    default:
      return undefined;
  }
};

const piecesOf = ({ role, content }: LanguageModelV4Message): readonly string[] =>
  typeof content === 'string'
    ? [`[told] ${content}`]
    : content.flatMap((part) => pieceOf(role, part) ?? []);

/**
 * What was said and done, as one text of at most so many bytes of UTF-8: long pieces lose their
 * middle, reasoning is left out.
 */
export const show = (messages: readonly LanguageModelV4Message[], bytes: number): string => {
  const pieces = messages.flatMap(piecesOf);
  let text = '';
  for (const most of PIECE_MAX) {
    // Half of a surrogate pair, where a piece was cut, is no text that providers take.
    text = Buffer.from(pieces.map((piece) => abridge(piece, most)).join('\n\n')).toString();
    if (Buffer.byteLength(text) <= bytes) return text;
  }
  return clip(text, bytes);
};
