/** How a framework prints its tests as a tree: each below what it belongs to, further in. */
interface TreeOfTests {
  /** A line of a test that passed; its first group is the title. */
  readonly pass: RegExp;
  /** A line that begins a suite, or a test with tests in it. */
  readonly heading: RegExp;
}

/** Between the parts of a name: suites, then the test. */
export const WITHIN = ' › ';

/** Longer lines are nobody's titles. */
const LINE = 1_000;

const DURATION = / \([\d.]+ ?m?s\)$/;

const titleIn = (pattern: RegExp, line: string): string | undefined =>
  pattern.exec(line)?.[1]?.replace(DURATION, '').trim();

/**
 * Names of tests that passed, with the suites that they are in. Whoever prints such lines is
 * believed as far as the framework counts as many: see `passesOf`.
 */
export const passesIn = (
  lines: readonly string[],
  { pass, heading }: TreeOfTests,
): readonly string[] => {
  const passes: string[] = [];
  const open: { readonly indent: number; readonly title: string }[] = [];
  for (const line of lines) {
    if (line.trim() === '' || line.length > LINE) continue;
    const indent = line.length - line.trimStart().length;
    const title = titleIn(pass, line);
    const begun = title === undefined ? titleIn(heading, line) : undefined;
    if (title === undefined && begun === undefined) continue;
    const last = open.findLastIndex((each) => each.indent <= indent);
    const own = open[last];
    const ends = title !== undefined && own?.indent === indent && own.title === title;
    open.splice(ends || own?.indent === indent ? last : last + 1);
    if (begun !== undefined) open.push({ indent, title: begun });
    else if (!ends) passes.push([...open.map((each) => each.title), title].join(WITHIN));
  }
  return passes;
};
