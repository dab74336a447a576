import type { Digest } from '../../domain/digest.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Finding } from '../../domain/finding.ts';
import { phaseIndex } from '../../domain/phases.ts';
import { conventionOf } from '../conventions.ts';
import { measured, skipped } from '../evidence.ts';
import { notInstalled } from '../install.ts';
import { mainFileOf } from '../main-file.ts';
import { readProject } from '../project.ts';
import type { SenseContext, Sensor } from '../sensor.ts';
import type { Blamable } from '../test/blame.ts';
import { judgeRun } from './judge-run.ts';
import { PLAN_FILE } from './plan.ts';
import type { PlannedCommand, TestPlan } from './plan.ts';
import { readPlan } from './read-plan.ts';
import { runPlanned, sayRun } from './run-planned.ts';
import type { PlannedRun } from './run-planned.ts';

/** All commands of a plan together may take as long as this many of ours. */
const WHOLE_PLAN = 3;

/** Problems of a plan that become findings. */
const NAMED = 20;

const invalid = (ctx: SenseContext, problems: readonly string[]): Evidence =>
  measured(ctx, 'test_plan', {
    note: `${PLAN_FILE} can't be used, and none of it ran`,
    checked: 1,
    held: 0,
    findings: problems.slice(0, NAMED).map((problem) => ({
      severity: 'error',
      rule: 'test_plan.invalid',
      path: PLAN_FILE,
      message: `${PLAN_FILE}: ${problem}`,
      owner: ctx.producerOf(PLAN_FILE),
    })),
  });

const blamableIn = async (ctx: SenseContext): Promise<Blamable> => {
  const files = await readProject(ctx);
  const convention = conventionOf(files);
  return {
    ctx,
    isTest: convention?.isTest ?? (() => false),
    main: convention === undefined ? undefined : mainFileOf(files, convention),
    fallback: ctx.producerOf(PLAN_FILE),
  };
};

/** One command after the other; each is stopped when the time of all of them is over. */
const runAll = async (
  ctx: SenseContext,
  commands: readonly PlannedCommand[],
): Promise<readonly PlannedRun[]> => {
  const runs: PlannedRun[] = [];
  let leftMs = WHOLE_PLAN * ctx.limits.wallMs;
  for (const planned of commands) {
    const done = await runPlanned(ctx, planned, leftMs);
    leftMs -= done.run.result.ms;
    runs.push(done);
  }
  return runs;
};

const logOf = (ctx: SenseContext, runs: readonly PlannedRun[]): Promise<Digest> =>
  ctx.saveLog(
    runs
      .map(({ planned, run }) => `$ ${planned.argv.join(' ')}\n${run.result.output}`)
      .join('\n\n'),
  );

const measurePlan = async (ctx: SenseContext, plan: TestPlan): Promise<Evidence> => {
  const due = plan.filter(({ phase }) => phaseIndex(phase) <= phaseIndex(ctx.phase));
  if (due.length === 0) return skipped(ctx, 'test_plan', `nothing of ${PLAN_FILE} is due yet`);
  const blame = await blamableIn(ctx);
  const runs = await runAll(ctx, due);
  const judged: (readonly Finding[])[] = [];
  for (const done of runs) judged.push(await judgeRun(done, blame));
  const failed = runs.find((_, index) => (judged[index] ?? []).length > 0)?.run.result.exitCode;
  return measured(ctx, 'test_plan', {
    note: `${PLAN_FILE}, in addition to ours: ${runs.map(sayRun).join('; ')}`,
    command: due.map(({ argv }) => argv.join(' ')).join('; '),
    ...(failed === null ? {} : { exitCode: failed ?? 0 }),
    log: await logOf(ctx, runs),
    ms: runs.reduce((sum, { run }) => sum + run.result.ms, 0),
    checked: runs.length,
    held: judged.filter((findings) => findings.length === 0).length,
    findings: judged.flat(),
  });
};

/**
 * Runs what the product's own plan adds to our commands. What it says is a claim that nothing holds
 * against: it can fail a gate, and earns no credit (see the weights in `dimensions.ts`).
 */
export const testPlanSensor: Sensor = {
  name: 'test_plan',
  async sense(ctx) {
    const read = await readPlan(ctx);
    if (read.kind === 'none') return skipped(ctx, 'test_plan', `there is no ${PLAN_FILE}`);
    if (read.kind === 'invalid') return invalid(ctx, read.problems);
    return notInstalled(ctx)
      ? skipped(ctx, 'test_plan', 'what it needs could not be installed')
      : measurePlan(ctx, read.plan);
  },
};
