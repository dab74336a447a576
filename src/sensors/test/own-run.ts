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
}

const run = async (ctx: SenseContext, way: TestWay): Promise<OwnRun> => {
  const dir = await ctx.scratch();
  const named = naming(way);
  const telling = await beginToTell(dir, way.files.paths);
  const env = { ...telling, ...named.env };
  const ran = await runCommand(ctx, dir, named.argv, { env, diskBytes: TOLD_BYTES });
  const output = withoutEscapes(ran.result.output);
  const reports = await countTests(ctx, output, dir, ran.result.exitCode);
  return { ...way, dir, run: ran, output, reports };
};

const RUNS = new WeakMap<SenseContext, Promise<OwnRun>>();

/** Runs the product's own tests, once for all sensors of a gate that look at what came of it. */
export const runOwnTests = (ctx: SenseContext, way: TestWay): Promise<OwnRun> => {
  const known = RUNS.get(ctx);
  if (known !== undefined) return known;
  const begun = run(ctx, way);
  RUNS.set(ctx, begun);
  return begun;
};
