import type { SenseContext } from '../sensor.ts';
import { readReports } from './formats/index.ts';
import { reportsIn } from './report-files.ts';
import { total } from './report.ts';
import type { TestReport } from './report.ts';

/** A file that node:test ran and that has no test in it counts as one that passed. */
const emptyFiles = (ctx: SenseContext, output: string): number =>
  output
    .split('\n')
    .map((line) => /^(?:✔|ok \d+ -) (\S+)/.exec(line)?.[1] ?? '')
    .filter((name) =>
      [...ctx.tree.keys()].some((path) => name === path || name.endsWith(`/${path}`)),
    ).length;

/**
 * What test frameworks printed in an output without escapes; where they printed nothing, what they
 * wrote into the folder.
 */
export const countTests = async (
  ctx: SenseContext,
  output: string,
  dir: string,
): Promise<readonly TestReport[]> => {
  const [first, ...others] = readReports(output);
  if (first === undefined) {
    const written = await reportsIn(dir, ctx.tree);
    // Parts of one run, a file each.
    return written.length === 0 ? [] : [{ ...total(written), framework: 'JUnit XML' }];
  }
  const passed = Math.max(0, first.passed - emptyFiles(ctx, output));
  return [{ ...first, passed }, ...others];
};
