import type { SenseContext } from '../sensor.ts';
import { readReports } from './formats/index.ts';
import { countScripts } from './plain-scripts.ts';
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
 * wrote into the folder; where no runner is there, how the scripts ended that are tests themselves.
 */
export const countTests = async (
  ctx: SenseContext,
  output: string,
  dir: string,
  exitCode: number | null,
): Promise<readonly TestReport[]> => {
  const [first, ...others] = readReports(output);
  if (first === undefined) {
    const written = await reportsIn(dir, ctx.tree);
    // Parts of one run, a file each.
    if (written.length > 0) return [{ ...total(written), framework: 'JUnit XML' }];
    return exitCode === null ? [] : countScripts(ctx, exitCode, output);
  }
  const passed = Math.max(0, first.passed - emptyFiles(ctx, output));
  return [{ ...first, passed }, ...others];
};
