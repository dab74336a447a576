import type { ReportReader, TestFailure } from '../report.ts';

/** `  2 tests failed`, `  1 known failure`: a line each at the end. */
const count = (lines: readonly string[], word: RegExp): number | undefined => {
  const found = lines.flatMap(
    (line) => new RegExp(`^ {2}(\\d+) ${word.source}$`).exec(line)?.[1] ?? [],
  )[0];
  return found === undefined ? undefined : Number(found);
};

const PASSED = /tests? passed/;
const FAILED = /tests? failed/;
const LOST = /(?:uncaught exceptions?|unhandled rejections?)/;

/** `  ✔ file › title (12ms)`; what was expected to fail is none. */
const passesIn = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => {
    const title = /^ {2}✔ (?!\[)(.{1,1000})$/.exec(line)?.[1];
    return title === undefined ? [] : [title.replace(/ \([\d.]+ ?m?s\)$/, '')];
  });

/** `  ✘ [fail]: title message`, where only the heading below says where the title ends. */
const failuresIn = (lines: readonly string[]): readonly TestFailure[] => {
  const below = lines.slice(lines.indexOf('  ─') + 1);
  const told = lines.flatMap((line) => /^ {2}✘ \[fail\]: (.{1,1000})$/.exec(line)?.[1] ?? []);
  const isHeading = (line: string): boolean =>
    /^ {2}\S/.test(line) && told.some((each) => `${each} `.startsWith(`${line.trim()} `));
  const named = new Map(
    below.flatMap((line, at) => {
      if (!isHeading(line)) return [];
      const rest = below.slice(at + 1);
      const end = rest.findIndex((each) => each === '  ─' || isHeading(each));
      const detail = rest.slice(0, end < 0 ? rest.length : end).join('\n');
      return [[line.trim(), detail.trim()] as const];
    }),
  );
  return [...named].map(([name, detail]) => ({ name, detail }));
};

/** AVA's own reporter; where tests fail it counts those that pass only by their lines. */
export const readAva: ReportReader = (output) => {
  const lines = output.split(/\r?\n/).map((line) => line.trimEnd());
  const [passed, failed] = [count(lines, PASSED), count(lines, FAILED)];
  const lost = count(lines, LOST) ?? 0;
  if (passed === undefined && failed === undefined) return [];
  const passes = passesIn(lines);
  return [
    {
      framework: 'AVA',
      passed: passed ?? passes.length,
      failed: (failed ?? 0) + lost,
      skipped: (count(lines, /tests? skipped/) ?? 0) + (count(lines, /tests? todo/) ?? 0),
      failures: failuresIn(lines),
      ...(passes.length > 0 ? { passes } : {}),
    },
  ];
};
