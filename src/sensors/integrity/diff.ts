/** A line of a diff: kept, removed or added. */
type Step = readonly [mark: ' ' | '-' | '+', line: string];

/** Lines × lines that are compared one by one; above it a change is shown as a whole. */
const COMPARED = 400_000;
const CONTEXT = 2;

const commonPrefix = (a: readonly string[], b: readonly string[]): number => {
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same += 1;
  return same;
};

/** Lengths of longest common subsequences of what follows, row by row. */
const lengths = (a: readonly string[], b: readonly string[]): readonly Uint32Array[] => {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const [here, below] = [rows[i], rows[i + 1]];
      if (here === undefined || below === undefined) continue;
      here[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, here[j + 1] ?? 0);
    }
  }
  return rows;
};

const middle = (a: readonly string[], b: readonly string[]): readonly Step[] => {
  if (a.length * b.length > COMPARED) {
    return [...a.map((line): Step => ['-', line]), ...b.map((line): Step => ['+', line])];
  }
  const table = lengths(a, b);
  const steps: Step[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left = '', right = ''] = [a[i], b[j]];
    if (i < a.length && j < b.length && left === right) {
      steps.push([' ', left]);
      [i, j] = [i + 1, j + 1];
    } else if (
      j >= b.length ||
      (i < a.length && (table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0))
    ) {
      steps.push(['-', left]);
      i += 1;
    } else {
      steps.push(['+', right]);
      j += 1;
    }
  }
  return steps;
};

const stepsOf = (before: string, after: string): readonly Step[] => {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const head = commonPrefix(a, b);
  const tail = commonPrefix(a.slice(head).reverse(), b.slice(head).reverse());
  const kept = (line: string): Step => [' ', line];
  return [
    ...a.slice(0, head).map(kept),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map(kept),
  ];
};

/** The lines of a text that differ, with two around them, as `diff -u` has them but for numbers. */
export const unifiedDiff = (path: string, before: string, after: string): string => {
  const steps = stepsOf(before, after);
  const near = steps.map((_, at) =>
    steps.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(([mark]) => mark !== ' '),
  );
  const lines = steps.flatMap(([mark, line], at) => {
    if (near[at] !== true) return [];
    return at > 0 && near[at - 1] !== true ? ['@@', mark + line] : [mark + line];
  });
  return [`--- ${path}`, `+++ ${path}`, ...lines].join('\n');
};
