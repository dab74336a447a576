import type { TreePath } from '../domain/tree.ts';
import { mentionsIn } from './mentions.ts';

/** Lines that are kept about one file, and those of one place. */
const LINES = 12;
const LINES_OF_PLACE = 6;

/** Up to the next empty line. */
const below = (lines: readonly string[], at: number): readonly string[] => {
  const rest = lines.slice(at + 1, at + 1 + LINES_OF_PLACE).map((line) => line.trim());
  const end = rest.indexOf('');
  return end === -1 ? rest : rest.slice(0, end);
};

/**
 * What belongs to a line that names a file: ESLint puts problems below the name, Ruff (and Rust)
 * put them above an arrow to it, all others say it on the line.
 */
const aboutPlace = (lines: readonly string[], text: string, at: number): readonly string[] => {
  if (text.startsWith('--> ')) return [lines[at - 1]?.trim() ?? '', text];
  return /\s/.test(text) ? [text] : below(lines, at);
};

/** What an output says of each file of a tree that it names, in the order in which it does. */
export const saidOf = (
  output: string,
  paths: Iterable<TreePath>,
): ReadonlyMap<TreePath, string> => {
  const lines = output.split('\n');
  const said = new Map<TreePath, Set<string>>();
  for (const { path, text, at } of mentionsIn(output, paths)) {
    const about = said.get(path) ?? new Set<string>();
    said.set(path, about);
    if (about.size >= LINES) continue;
    for (const line of aboutPlace(lines, text, at)) about.add(line);
  }
  return new Map([...said].map(([path, about]) => [path, [...about].join('\n')]));
};
