import type { TreePath } from '../../domain/tree.ts';
import { withoutEscapes } from '../normalize.ts';
import { stableText } from '../command.ts';
import { putFile, removeFile } from '../put-file.ts';
import type { SenseContext } from '../sensor.ts';
import { hiddenFailure } from '../test/canary/check.ts';
import { hostsIn } from '../test/canary/hosts.ts';
import { wholePlan } from '../test/canary/plan.ts';
import type { CanaryPlan } from '../test/canary/plan.ts';
import { countTests } from '../test/count.ts';
import { total } from '../test/report.ts';
import type { TestFailure } from '../test/report.ts';
import { runTrial } from '../trials/trial.ts';
import type { SuiteOf } from '../trials/suite-of.ts';
import type { Prepared } from './plan.ts';

/** How a run of a suite came out. */
export interface Observation {
  readonly passed: number;
  /** By name, without what differs from run to run. */
  readonly failures: ReadonlyMap<string, TestFailure>;
  readonly ended: boolean;
  /** Why the run can't be believed, when a planted test was hidden in it. */
  readonly doubt?: string;
  readonly dir: string;
  readonly ms: number;
}

export const countOf = ({ passed, failures }: Observation): number => passed + failures.size;

/** Runs what was prepared in a folder. */
export const runIn = async (
  ctx: SenseContext,
  dir: string,
  prepared: Prepared,
  wallMs: number,
  canary?: CanaryPlan,
): Promise<Observation> => {
  for (const [file, text] of prepared.files) await putFile(dir, file, text);
  for (const [file, text] of canary?.files ?? []) await putFile(dir, file, text);
  const result = await runTrial(ctx, { dir, over: new Map(), argv: prepared.argv }, wallMs);
  const output = withoutEscapes(result.output);
  const { exitCode, timedOut } = result;
  const reports = await countTests(ctx, output, dir, exitCode);
  const { passed, failures } = total(reports);
  const doubt =
    canary === undefined || timedOut
      ? undefined
      : hiddenFailure(canary, { exitCode, timedOut, output, reports });
  const own = failures
    .map((failure) => ({ ...failure, name: stableText(failure.name, dir) }))
    .filter(({ name }) => canary?.failing === undefined || !name.includes(canary.failing));
  return {
    passed: Math.max(0, passed - (canary === undefined ? 0 : 1)),
    failures: new Map(own.map((failure) => [failure.name, failure])),
    ended: !timedOut && exitCode !== null,
    ...(doubt === undefined ? {} : { doubt }),
    dir,
    ms: result.ms,
  };
};

/** Leaves a folder as it would be had nothing been planted. */
const takeOut = async (
  ctx: SenseContext,
  dir: string,
  prepared: Prepared,
  canary: CanaryPlan,
  original: string,
): Promise<void> => {
  for (const file of canary.files.keys()) {
    const text = prepared.files.get(file) ?? (ctx.tree.has(file) ? original : undefined);
    if (text === undefined) await removeFile(dir, file);
    else await putFile(dir, file, text);
  }
};

/**
 * Runs a suite with a planted test that must fail and one that must pass, as the verdict on it
 * does; where these can't be planted without changing how the others run, without them.
 * @param expected tests that it has.
 */
export const observe = async (
  ctx: SenseContext,
  suite: SuiteOf,
  prepared: Prepared,
  { expected, wallMs }: { readonly expected: number; readonly wallMs: number },
): Promise<Observation> => {
  const [host] = await hostsIn(ctx, suite.convention, suite.script);
  if (host !== undefined && suite.framework !== undefined) {
    const over = new Map<TreePath, string>(prepared.files);
    const placed = { ...host, text: over.get(host.path) ?? host.text };
    const canary = wholePlan(placed, suite.framework, false);
    const seen = await runIn(ctx, await ctx.scratch(), prepared, wallMs, canary);
    await takeOut(ctx, seen.dir, prepared, canary, host.text);
    // Where not even the passing one is counted, the command does not run files beside this one.
    const count = countOf(seen);
    if (!seen.ended || (seen.doubt === undefined ? count === expected : count >= expected)) {
      return seen;
    }
  }
  return runIn(ctx, await ctx.scratch(), prepared, wallMs);
};
