import type { TreePath } from '../../domain/tree.ts';
import type { Code } from './code.ts';
import { processesIn } from './processes.ts';
import type { Doubt, Place, ProcessRan, Ran } from './ran.ts';

const LINE = /^(\d{1,7}):([^\n]{1,1000})$/;

/** Lines of one process that are looked at. */
const LINES = 500_000;

type Lines = Map<TreePath, Set<number>>;

const readLines = (
  text: string,
  code: ReadonlyMap<string, Code>,
  doubt: (doubt: Doubt) => void,
): Lines => {
  const found: Lines = new Map();
  const most = new Map([...code].map(([path, each]) => [path, each.text.split('\n').length]));
  for (const told of text.split('\n', LINES)) {
    if (told === '') continue;
    const [, number = '', name = ''] = LINE.exec(told) ?? [];
    if (number === '') doubt({ odd: true, what: 'a line of it is none that Python writes' });
    else if (name.startsWith('/') || name.split('/').includes('..')) {
      doubt({ what: 'it speaks of a file that is no code of the product' });
    } else if (code.has(name)) {
      const path = name as TreePath;
      if (Number(number) > (most.get(name) ?? 0))
        doubt({ odd: true, path, what: `no line ${number} is there` });
      else found.set(path, (found.get(path) ?? new Set()).add(Number(number)));
    }
  }
  return found;
};

const meets = (lines: ReadonlySet<number>, { line, endLine = line }: Place): boolean => {
  for (let at = line; at <= endLine; at += 1) if (lines.has(at)) return true;
  return false;
};

const ranOf = (lines: Lines): ProcessRan =>
  new Map(
    [...lines].map(([path, set]) => [
      path,
      { countsAt: (places) => places.map((place) => (meets(set, place) ? 1 : 0)) },
    ]),
  );

/** What our tracer wrote in each process of Python, see `python-trace.ts`. */
export const readPythonLines = (dir: string, code: ReadonlyMap<string, Code>): Promise<Ran> =>
  processesIn(dir, /^lines-\d+\.txt$/, (text, doubt) => ranOf(readLines(text, code, doubt)));
