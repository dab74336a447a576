import type { DeclaredTest } from './declared-test.ts';

/** A line of a text of Python; one that is blank, or begins within a text, has the indent -1. */
export interface Line {
  readonly text: string;
  readonly start: number;
  readonly indent: number;
}

/** A comment, a text of several lines, or one of one line: what quotes mean is told from the left. */
const QUOTED =
  /#[^\n]*|("{3}|'{3})(?:\\[^]|(?!\1)[^])*\1|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'/g;

/** Lines that begin within a text of several lines: their indent says nothing. */
const withinTexts = (text: string): ((at: number) => boolean) => {
  const spans = [...text.matchAll(QUOTED)]
    .filter(([found, marks]) => marks !== undefined && found.includes('\n'))
    .map(({ 0: found, index }) => [index, index + found.length] as const);
  let next = 0;
  return (at) => {
    while (next < spans.length && (spans[next]?.[1] ?? 0) <= at) next += 1;
    return (spans[next]?.[0] ?? Infinity) < at;
  };
};

export const linesOf = (text: string): readonly Line[] => {
  const isWithin = withinTexts(text);
  let start = 0;
  return text.split('\n').map((line) => {
    const at = start;
    start += line.length + 1;
    const blank = line.trim() === '' || isWithin(at);
    return { text: line, start: at, indent: blank ? -1 : line.length - line.trimStart().length };
  });
};

const TEST = /^(?:async )?def (test\w*)\(/;
const CLASS = /^class (\w*)\s*[(:]/;
const OFF = /^@.*\b(skip\w*|xfail|expectedFailure)\b/i;

/** The line after the one where a signature ends; lines of one test, not of a whole file. */
const bodyAfter = (lines: readonly Line[], from: number): number => {
  for (let at = from; at < Math.min(lines.length, from + 40); at += 1) {
    if (/:\s*(#.*)?$/.test(lines[at]?.text ?? '')) return at + 1;
  }
  return -1;
};

const endAfter = (lines: readonly Line[], from: number, indent: number, length: number): number => {
  const next = lines.slice(from).find((line) => line.indent >= 0 && line.indent <= indent);
  return next?.start ?? length;
};

/** Lines that a decorator may take; a table of cases may be long. */
const DECORATOR_LINES = 2_000;

/** Whether a line may stand in the brackets of a decorator of this indent, or between two. */
const isInside = ({ text, indent }: Line, outer: number): boolean =>
  indent < 0 || indent > outer || /^[)\]}#]/.test(text.trimStart());

/** The first of the decorators right above a line, which may each take several lines. */
const decoratorsAbove = (lines: readonly Line[], at: number): number => {
  const outer = lines[at]?.indent ?? 0;
  let first = at;
  for (let above = at - 1; above >= 0 && first - above <= DECORATOR_LINES; above -= 1) {
    const line = lines[above];
    if (line === undefined) break;
    if (line.indent === outer && line.text.trimStart().startsWith('@')) first = above;
    else if (!isInside(line, outer)) break;
  }
  return first;
};

const insertion = (body: Line | undefined): DeclaredTest['failing'] => {
  if (body === undefined || body.indent < 1) return undefined;
  const pad = body.text.slice(0, body.indent);
  const { start } = body;
  return (reason) => ({
    start,
    end: start,
    text: `${pad}raise AssertionError(${JSON.stringify(reason)})\n`,
  });
};

/** The tests of a text, see `declaredTests`: functions at its top or in its classes. */
export const testsInPython = (text: string): readonly DeclaredTest[] => {
  const lines = linesOf(text);
  let classOff = false;
  let inClass = false;
  return lines.flatMap((line, at): readonly DeclaredTest[] => {
    const trimmed = line.text.trimStart();
    const name = TEST.exec(trimmed)?.[1];
    const isClass = line.indent === 0 && CLASS.test(trimmed);
    const first = name !== undefined || isClass ? decoratorsAbove(lines, at) : at;
    const marked = lines.slice(first, at).some((decorator) => OFF.test(decorator.text.trim()));
    if (line.indent === 0) {
      inClass = isClass;
      classOff = isClass && marked;
    }
    if (
      line.indent < 0 ||
      name === undefined ||
      !(line.indent === 0 || (inClass && line.indent <= 4))
    )
      return [];
    const after = bodyAfter(lines, at);
    const body = after < 0 ? undefined : lines.slice(after).find(({ indent }) => indent >= 0);
    const fails = body !== undefined && body.indent > line.indent ? insertion(body) : undefined;
    const test = {
      name,
      start: lines[first]?.start ?? line.start,
      end: endAfter(lines, after < 0 ? at + 1 : after, line.indent, text.length),
      off: classOff || marked,
    };
    return [fails === undefined ? test : { ...test, failing: fails }];
  });
};
