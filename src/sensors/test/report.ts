/** A test that did not pass, as the framework printed it. */
export interface TestFailure {
  readonly name: string;
  /** What the framework printed about it: message and stack. */
  readonly detail: string;
}

/** One summary that a test framework printed. */
export interface TestReport {
  readonly framework: string;
  readonly passed: number;
  readonly failed: number;
  /** Skipped or to do: declared, and not run. */
  readonly skipped: number;
  readonly failures: readonly TestFailure[];
  /** Names of tests that passed, with their suites; absent where the framework prints none. */
  readonly passes?: readonly string[];
}

/** Several summaries as one. */
export const total = (reports: readonly TestReport[]): Required<TestReport> =>
  reports.reduce<Required<TestReport>>(
    (sum, report) => ({
      framework: report.framework,
      passed: sum.passed + report.passed,
      failed: sum.failed + report.failed,
      skipped: sum.skipped + report.skipped,
      failures: [...sum.failures, ...report.failures],
      passes: [...sum.passes, ...(report.passes ?? [])],
    }),
    { framework: 'unknown', passed: 0, failed: 0, skipped: 0, failures: [], passes: [] },
  );

/** Finds all summaries of one framework in an output without escapes. */
export type ReportReader = (output: string) => readonly TestReport[];

/** Lines from the first that fits to before the next one that ends the block. */
export const blocks = (
  lines: readonly string[],
  starts: RegExp,
  ends: RegExp,
): readonly (readonly string[])[] => {
  const found: string[][] = [];
  let open: string[] | undefined;
  for (const line of lines) {
    if (starts.test(line)) found.push((open = [line]));
    else if (ends.test(line)) open = undefined;
    else open?.push(line);
  }
  return found;
};

/** The number before a word, as in `2 failed, 3 passed`; 0 when it is not there. */
export const countBefore = (line: string, word: string): number =>
  Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
