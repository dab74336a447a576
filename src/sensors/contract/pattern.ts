import { createContext, Script } from 'node:vm';

/** Where a pattern matches: a line from 1, or 0 for nowhere; or why that can't be said. */
export type Match =
  { readonly line: number } | { readonly problem: 'is no valid pattern' | 'takes too long' };

/** A longer line is looked at in pieces, which overlap by this much. */
const PIECE = 10_000;
const OVERLAP = 500;
/** For one file. A pattern that needs longer backtracks without end. */
const MOST_MS = 1_000;

const pieces = (line: string): readonly string[] => {
  if (line.length <= PIECE) return [line];
  const count = Math.ceil(line.length / (PIECE - OVERLAP));
  return Array.from({ length: count }, (_, index) => {
    const start = index * (PIECE - OVERLAP);
    return line.slice(start, start + PIECE);
  });
};

/** In a context of its own, since only there V8 can be told to give up after a time. */
const SEARCH = new Script(
  'lines.findIndex((pieces) => pieces.some((piece) => pattern.test(piece))) + 1',
);

/** The first line of a text that a pattern matches. A pattern never spans lines. */
export const firstMatch = (source: string, text: string): Match => {
  let pattern: RegExp;
  try {
    pattern = new RegExp(source);
  } catch {
    return { problem: 'is no valid pattern' };
  }
  const context = createContext({ pattern, lines: text.split(/\r?\n/).map(pieces) });
  try {
    return { line: Number(SEARCH.runInContext(context, { timeout: MOST_MS })) };
  } catch {
    return { problem: 'takes too long' };
  }
};
