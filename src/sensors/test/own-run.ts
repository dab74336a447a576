import { runCommand } from '../command.ts';
import { beginToTell, TOLD_BYTES } from '../code-coverage/collect.ts';
import { withoutEscapes } from '../normalize.ts';
import type { SenseContext } from '../sensor.ts';
import type { TestWay } from './canary/way.ts';
import { countTests } from './count.ts';
import type { TestRun } from './findings.ts';
import type { TestReport } from './report.ts';
import { naming } from './naming.ts';

/** A run of the product's own tests, with what it told of itself. */
export interface OwnRun extends TestRun {
  /** Without escapes. */
  readonly output: string;
  readonly reports: readonly TestReport[];
  /** Whether it was asked to tell which code runs: what takes too long for that is run without. */
  readonly told: boolean;
}

const run = async (ctx: SenseContext, way: TestWay, told: boolean): Promise<OwnRun> => {
  const dir = await ctx.scratch();
  const named = naming(way);
  const telling = told ? await beginToTell(dir, way.files.paths) : {};
  const env = { ...telling, ...named.env };
  const ran = await runCommand(ctx, dir, named.argv, { env, diskBytes: TOLD_BYTES });
  const output = withoutEscapes(ran.result.output);
  const reports = await countTests(ctx, output, dir, ran.result.exitCode);
  return { ...way, dir, run: ran, output, reports, told };
};

/** What fails sooner did not fail for want of time, in ms. */
const SLOW_MS = 1_500;

/** A run that takes so many times as long was held up by telling what ran. */
const HELD_UP = 2.5;

/**
 * To tell what ran takes time: of each line of Python, or where JavaScript goes through a text one
 * character at a time (20 times as long). That a suite has too little of it then is not its fault;
 * what fails by chance takes as long either way.
 */
const runAsLongAsNeeded = async (ctx: SenseContext, way: TestWay): Promise<OwnRun> => {
  const first = await run(ctx, way, true);
  const { exitCode, timedOut, ms } = first.run.result;
  if (exitCode === 0) return first;
  const python = way.convention.name === 'Python';
  if (timedOut && python) return run(ctx, way, false);
  if (python || ms < SLOW_MS) return first;
  const second = await run(ctx, way, false);
  const { result } = second.run;
  return result.exitCode === 0 && ms > HELD_UP * result.ms ? second : first;
};

const RUNS = new WeakMap<SenseContext, Promise<OwnRun>>();

/** Runs the product's own tests, once for all sensors of a gate that look at what came of it. */
export const runOwnTests = (ctx: SenseContext, way: TestWay): Promise<OwnRun> => {
  const known = RUNS.get(ctx);
  if (known !== undefined) return known;
  const begun = runAsLongAsNeeded(ctx, way);
  RUNS.set(ctx, begun);
  return begun;
};
