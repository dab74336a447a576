import type { SenseContext } from '../sensor.ts';
import { readReports } from './formats/index.ts';
import type { TestReport } from './report.ts';

/** A file that node:test ran and that has no test in it counts as one that passed. */
const emptyFiles = (ctx: SenseContext, output: string): number =>
  output
    .split('\n')
    .map((line) => /^(?:✔|ok \d+ -) (\S+)/.exec(line)?.[1] ?? '')
    .filter((name) =>
      [...ctx.tree.keys()].some((path) => name === path || name.endsWith(`/${path}`)),
    ).length;

/** What test frameworks printed in an output without escapes. */
export const countTests = (ctx: SenseContext, output: string): readonly TestReport[] => {
  const [first, ...others] = readReports(output);
  if (first === undefined) return [];
  const passed = Math.max(0, first.passed - emptyFiles(ctx, output));
  return [{ ...first, passed }, ...others];
};
