import type { Evidence } from '../../domain/evidence.ts';
import { ranAs, runCommand, stableText } from '../command.ts';
import { conventionOf } from '../conventions.ts';
import type { Chosen, Convention } from '../conventions.ts';
import { measured, skipped } from '../evidence.ts';
import { notInstalled } from '../install.ts';
import { clip, withoutEscapes } from '../normalize.ts';
import { readProject } from '../project.ts';
import type { ProjectFiles } from '../project.ts';
import type { SenseContext, Sensor } from '../sensor.ts';
import { countTests } from './count.ts';
import { asksForTests } from './asks-for-tests.ts';
import { releaseCanary } from './canary/canary.ts';
import { findingsOf, tooFew } from './findings.ts';
import { total } from './report.ts';
import type { TestFailure } from './report.ts';

/** Names that are kept of failing tests. */
const NAMES = 200;

const namesOf = (failures: readonly TestFailure[], dir: string): readonly string[] =>
  [...new Set(failures.map(({ name }) => clip(stableText(name, dir), 200)))].sort().slice(0, NAMES);

const runTests = async (
  ctx: SenseContext,
  files: ProjectFiles,
  convention: Convention,
  step: Chosen,
): Promise<Evidence> => {
  const dir = await ctx.scratch();
  const canary = await releaseCanary(ctx, { files, convention, step });
  const run = await runCommand(ctx, dir, step.argv);
  const output = withoutEscapes(run.result.output);
  const reports = await countTests(ctx, output, dir);
  const { exitCode, timedOut } = run.result;
  const tried = await canary.judge({ exitCode, timedOut, output, reports });
  const { passed, failed, skipped: left, failures } = total(reports);
  return measured(ctx, 'test', {
    note: `${step.command}, as ${step.why}: ${String(passed)} passed, ${String(failed)} failed, ${String(left)} skipped; ${tried.note}`,
    ...ranAs(step.command, run),
    checked: Math.max(1, passed + failed),
    ...(passed + failed === 0 ? {} : { failing: namesOf(failures, dir) }),
    // What a runner that can't be believed counts is no credit.
    held: tried.findings.length > 0 ? 0 : passed,
    findings: [
      ...(await findingsOf(ctx, { files, convention, step, dir, run }, reports)),
      ...tried.findings,
    ],
  });
};

const noCommand = (ctx: SenseContext, kind: string): Evidence =>
  measured(ctx, 'test', {
    note: `${kind} without a test command`,
    checked: 1,
    held: 0,
    findings: [
      {
        severity: 'error',
        rule: 'tests.none',
        expected: 'a test command',
        actual: 'none',
        message: `The product says nowhere how its tests are run; add a test command (for Node: the script "test" of package.json).`,
        owner: asksForTests(ctx),
      },
      ...tooFew(ctx, 0),
    ],
  });

/** Runs the product's own tests; the exit code decides, and the counts must agree with it. */
export const testSensor: Sensor = {
  name: 'test',
  async sense(ctx) {
    const files = await readProject(ctx);
    const convention = conventionOf(files);
    if (convention === undefined) return noCommand(ctx, 'a product of no known kind');
    const step = convention.test(files);
    if (step === undefined) return noCommand(ctx, convention.name);
    return notInstalled(ctx)
      ? skipped(ctx, 'test', 'what it needs could not be installed')
      : runTests(ctx, files, convention, step);
  },
};
