import type { ReportReader, TestFailure } from '../report.ts';

/** `  3 passed (1.2s)`, `  1 flaky`, `  2 did not run`: each on its own line at the end. */
const count = (output: string, word: string): number =>
  Number(new RegExp(`^ {2}(\\d+) ${word}\\b`, 'm').exec(output)?.[1] ?? 0);

/** Without line and column, which change while the test does not. */
const nameOf = (title: string): string =>
  title.replace(/^((?:\[[^\]]*\] › )?\S+?):\d+:\d+ › /, '$1 › ');

/** `  1) [chromium] › tests/a.spec.ts:3:1 › title ────`, then what went wrong. */
const failuresIn = (lines: readonly string[]): readonly TestFailure[] => {
  const found = new Map<string, TestFailure>();
  let open: { readonly name: string; readonly detail: string[] } | undefined;
  for (const line of lines) {
    const name = /^ {2}\d+\) (.*?)\s*─*$/.exec(line.slice(0, 400))?.[1];
    if (name !== undefined) open = { name: nameOf(name), detail: [] };
    else if (/^ {2}\d+ (passed|failed|flaky|skipped)\b/.test(line)) open = undefined;
    else open?.detail.push(line);
    if (open !== undefined)
      found.set(open.name, { ...open, detail: open.detail.join('\n').trim() });
  }
  return [...found.values()];
};

/** `  ✓  1 [chromium] › tests/a.spec.ts:3:1 › title (1.2s)`, of the list reporter. */
const PASS = /^ +[✓✔] +\d+ (.+?)(?: \([\d.]+m?s\))?$/;

const passesIn = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => {
    const title = PASS.exec(line.slice(0, 400))?.[1];
    return title === undefined ? [] : [nameOf(title)];
  });

/** The list, line and dot reporters of Playwright Test. A flaky test has passed in the end. */
export const readPlaywright: ReportReader = (output) => {
  if (!/^Running \d+ tests? using \d+ workers?/m.test(output)) return [];
  const lines = output.split(/\r?\n/);
  const passes = passesIn(lines);
  const failed = count(output, 'failed') + count(output, 'interrupted');
  return [
    {
      framework: 'Playwright',
      passed: count(output, 'passed') + count(output, 'flaky'),
      failed,
      skipped: count(output, 'skipped') + count(output, 'did not run'),
      failures: failed === 0 ? [] : failuresIn(lines),
      ...(passes.length > 0 ? { passes } : {}),
    },
  ];
};
