import { createContext, Script } from 'node:vm';

/** Where a pattern matches each text: a line from 1, or 0 for nowhere; or why that can't be said. */
export type Matched =
  | { readonly lines: readonly number[] }
  | { readonly problem: 'is no valid pattern' | 'takes too long' };

/** A longer line is looked at in pieces, which overlap by this much. */
const PIECE = 10_000;
const OVERLAP = 500;
/** For some files; generous, as a machine may be busy. A pattern that needs longer never ends. */
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
(source, texts) => {
  const pattern = new RegExp(source);
  const hasMatch = (pieces) => pieces.some((piece) => pattern.test(piece));
  return texts.map((lines) => lines.findIndex(hasMatch) + 1).join();
}`;

interface Sought {
  source: string;
  /** Of each text its lines, and of each line its pieces. */
  texts: readonly (readonly (readonly string[])[])[];
}

/**
 * A context of its own, since only there V8 can be told to give up after a time. It takes
 * milliseconds to make, so that there is one for all; a search is synchronous, and as its clock
 * takes a third of a millisecond to set, one is for many texts.
 */
const createSearch = (): ((sought: Sought) => readonly number[]) => {
  const sought: Sought = { source: '', texts: [] };
  const context = createContext(sought);
  const script = new Script(`(${SEARCH})(source, texts)`);
  return ({ source, texts }) => {
    Object.assign(sought, { source, texts });
    const found: unknown = script.runInContext(context, { timeout: MOST_MS });
    return String(found).split(',').map(Number);
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

/** The first line of each text that a pattern matches. A pattern never spans lines. */
export const firstMatches = (source: string, texts: readonly string[]): Matched => {
  if (!isPattern(source)) return { problem: 'is no valid pattern' };
  search ??= createSearch();
  try {
    return {
      lines: search({ source, texts: texts.map((text) => text.split(/\r?\n/).map(pieces)) }),
    };
  } catch {
    return { problem: 'takes too long' };
  }
};
