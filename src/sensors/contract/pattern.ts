import { createContext, Script } from 'node:vm';

/** Where a pattern matches: a line from 1, or 0 for nowhere; or why that can't be said. */
export type Match =
  { readonly line: number } | { readonly problem: 'is no valid pattern' | 'takes too long' };

/** A longer line is looked at in pieces, which overlap by this much. */
const PIECE = 10_000;
const OVERLAP = 500;
/** For one file; generous, as a machine may be busy. A pattern that needs longer never ends. */
const MOST_MS = 5_000;

const pieces = (line: string): readonly string[] => {
  if (line.length <= PIECE) return [line];
  const count = Math.ceil(line.length / (PIECE - OVERLAP));
  return Array.from({ length: count }, (_, index) => {
    const start = index * (PIECE - OVERLAP);
    return line.slice(start, start + PIECE);
  });
};

const SEARCH = `
(source, lines) => {
  const pattern = new RegExp(source);
  return lines.findIndex((pieces) => pieces.some((piece) => pattern.test(piece))) + 1;
}`;

interface Sought {
  source: string;
  lines: readonly (readonly string[])[];
}

/**
 * A context of its own, since only there V8 can be told to give up after a time. It takes
 * milliseconds to make, so that there is one for all; a search is synchronous.
 */
const createSearch = (): ((sought: Sought) => number) => {
  const sought: Sought = { source: '', lines: [] };
  const context = createContext(sought);
  const script = new Script(`(${SEARCH})(source, lines)`);
  return ({ source, lines }) => {
    Object.assign(sought, { source, lines });
    return Number(script.runInContext(context, { timeout: MOST_MS }));
  };
};

let search: ReturnType<typeof createSearch> | undefined;

const isPattern = (source: string): boolean => {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
};

/** The first line of a text that a pattern matches. A pattern never spans lines. */
export const firstMatch = (source: string, text: string): Match => {
  if (!isPattern(source)) return { problem: 'is no valid pattern' };
  search ??= createSearch();
  try {
    return { line: search({ source, lines: text.split(/\r?\n/).map(pieces) }) };
  } catch {
    return { problem: 'takes too long' };
  }
};
