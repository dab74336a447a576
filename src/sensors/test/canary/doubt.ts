import { COMMAND_ENV, requireSandbox } from '../../command.ts';
import { withoutEscapes } from '../../normalize.ts';
import { putFile } from '../../put-file.ts';
import type { SenseContext } from '../../sensor.ts';
import { countTests } from '../count.ts';
import { total } from '../report.ts';
import { countsBoth, countsPassing, hiddenFailure } from './check.ts';
import type { Told } from './check.ts';
import { halfHidden, hiddenIn } from './hidden.ts';
import type { Host } from './hosts.ts';
import { passingPlan, wholePlan } from './plan.ts';
import type { CanaryPlan } from './plan.ts';
import type { Framework } from './source.ts';
import type { TestWay } from './way.ts';

/** Runs the product's tests with what a plan puts in. */
export const runPlan = async (ctx: SenseContext, way: TestWay, plan: CanaryPlan): Promise<Told> => {
  const dir = await ctx.scratch();
  for (const [file, text] of plan.files) await putFile(dir, file, text);
  const { limits, signal } = ctx;
  const { argv } = way.step;
  const result = await requireSandbox(ctx).run({ dir, argv, env: COMMAND_ENV, limits, signal });
  const output = withoutEscapes(result.output);
  const { exitCode, timedOut } = result;
  return { exitCode, timedOut, output, reports: await countTests(ctx, output, dir, exitCode) };
};

/** What a plan is held against. */
export interface Trial {
  readonly ctx: SenseContext;
  readonly way: TestWay;
  readonly framework: Framework;
  /** The run of the product's own tests. */
  readonly main: Told;
}

/** Whether the host's own tests run at all: else they can't be told from hidden ones. */
const runsHost = async ({ ctx, way, framework, main }: Trial, host: Host): Promise<boolean> => {
  const told = await runPlan(ctx, way, passingPlan(host, framework, true));
  return total(told.reports).passed < total(main.reports).passed + 1;
};

const failureHidden = async ({ ctx, way, framework }: Trial, plan: CanaryPlan, told: Told) => {
  const doubt = hiddenFailure(plan, told);
  if (doubt === undefined || plan.broken.length === 0 || told.exitCode === 0) return doubt;
  // A runner that stops at the first failure may have stopped at one of the product's own.
  const alone = wholePlan(plan.host, framework, false);
  return hiddenFailure(alone, await runPlan(ctx, way, alone));
};

const passingHidden = async (trial: Trial, plan: CanaryPlan, told: Told) => {
  const { ctx, way, framework, main } = trial;
  if (countsBoth(plan, main, told)) return undefined;
  // A runner that stops at the first failure counts less; alone, the passing one must count.
  const alone = await runPlan(ctx, way, passingPlan(plan.host, framework));
  return countsPassing(main, alone)
    ? undefined
    : 'a test that must pass was put in, and it is not counted as passed';
};

/** A command that runs file after file may have ended at the planted one, before the host. */
const failsAlone = async ({ ctx, way, main }: Trial, plan: CanaryPlan): Promise<boolean> => {
  const { host, broken, files } = plan;
  const alone = new Map([[host.path, files.get(host.path) ?? host.text]]);
  const told = await runPlan(ctx, way, { ...plan, files: alone });
  return hiddenIn(plan, main, told).length < broken.length;
};

const ownHidden = async (trial: Trial, plan: CanaryPlan, told: Told) => {
  const { main } = trial;
  if (total(main.reports).failed > 0 || !countsBoth(plan, main, told)) return undefined;
  const hidden = hiddenIn(plan, main, told);
  if (hidden.length === 0) return halfHidden(plan, main, told);
  const all = hidden.length === plan.broken.length;
  if (all && ((await failsAlone(trial, plan)) || !(await runsHost(trial, plan.host)))) {
    return undefined;
  }
  return `${String(hidden.length)} of ${String(plan.broken.length)} tests of ${plan.host.path} that were made to fail are not reported as failed`;
};

/** Why the runner can't be believed; `undefined` when it can. */
export const doubtOf = async (
  trial: Trial,
  plan: CanaryPlan,
  told: Told,
): Promise<string | undefined> =>
  (await failureHidden(trial, plan, told)) ??
  (await passingHidden(trial, plan, told)) ??
  (await ownHidden(trial, plan, told));
