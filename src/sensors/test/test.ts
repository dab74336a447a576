import type { Evidence } from '../../domain/evidence.ts';
import type { Finding } from '../../domain/finding.ts';
import type { PersonaId } from '../../domain/persona.ts';
import { ranAs, runCommand, stableText } from '../command.ts';
import type { CommandRun } from '../command.ts';
import { conventionOf } from '../conventions.ts';
import type { Chosen, Convention } from '../conventions.ts';
import { measured, skipped } from '../evidence.ts';
import { notInstalled } from '../install.ts';
import { mainFileOf } from '../main-file.ts';
import { clip, lastWords, withoutEscapes } from '../normalize.ts';
import { keeperOf } from '../owners.ts';
import { readProject } from '../project.ts';
import type { ProjectFiles } from '../project.ts';
import type { SenseContext, Sensor } from '../sensor.ts';
import { blameFor } from './blame.ts';
import { contradiction } from './confirm.ts';
import { readReports } from './formats/index.ts';
import type { TestFailure, TestReport } from './report.ts';
import { expandScript, readSuite, runnersIn } from './suite.ts';
import { credibility, total } from './verdict.ts';

/** Failing tests that become findings; more don't help to mend them. */
const NAMED = 20;

const asksForTests = (ctx: SenseContext): PersonaId =>
  keeperOf(
    ctx.team,
    ctx.phase,
    ({ assignment }) => assignment.contract.quality_thresholds.min_tests !== undefined,
  );

const failureFinding = async (
  ctx: SenseContext,
  { name, detail }: TestFailure,
  blame: Parameters<typeof blameFor>[1],
): Promise<Finding> => ({
  severity: 'error',
  rule: 'tests.failed',
  expected: 'a passing test',
  actual: clip(detail.split('\n')[0]?.trim() ?? '', 200),
  message: `The test "${clip(name, 200)}" fails: ${clip(detail, 800)}`,
  ...(await blameFor({ name, detail }, blame)),
});

/** Contracts ask for a number of passing tests; only here is it known. */
const tooFew = (ctx: SenseContext, passed: number): readonly Finding[] =>
  ctx.team.flatMap(({ persona, assignment }): readonly Finding[] => {
    const least = assignment.contract.quality_thresholds.min_tests;
    if (least === undefined || passed >= least) return [];
    return [
      {
        severity: 'error',
        rule: 'contract.quality_thresholds',
        expected: `at least ${String(least)} passing tests`,
        actual: String(passed),
        message: `${String(passed)} tests pass; the contract asks for at least ${String(least)}.`,
        owner: persona.id,
      },
    ];
  });

/** A file that node:test ran and that has no test in it counts as one that passed. */
const emptyFiles = (ctx: SenseContext, output: string): number =>
  output
    .split('\n')
    .map((line) => /^(?:✔|ok \d+ -) (\S+)/.exec(line)?.[1] ?? '')
    .filter((name) =>
      [...ctx.tree.keys()].some((path) => name === path || name.endsWith(`/${path}`)),
    ).length;

interface Ran {
  readonly files: ProjectFiles;
  readonly convention: Convention;
  readonly step: Chosen;
  readonly dir: string;
  readonly run: CommandRun;
}

const countTests = (ctx: SenseContext, output: string): readonly TestReport[] => {
  const [first, ...others] = readReports(output);
  if (first === undefined) return [];
  const passed = Math.max(0, first.passed - emptyFiles(ctx, output));
  return [{ ...first, passed }, ...others];
};

const findingsOf = async (
  ctx: SenseContext,
  { files, convention, step, dir, run }: Ran,
  reports: readonly TestReport[],
): Promise<readonly Finding[]> => {
  const owner = asksForTests(ctx);
  const suite = await readSuite(ctx, convention);
  const runners = runnersIn(expandScript(files, step.script ?? step.command));
  const { passed, skipped: left, failures } = total(reports);
  const { declared } = suite;
  const tail = lastWords(run.text);
  const { result } = run;
  const doubts = credibility({ ...step, result, reports, runners, declared, owner, tail });
  const blame = {
    ctx,
    isTest: convention.isTest,
    main: mainFileOf(files, convention),
    fallback: owner,
  };
  const failed = failures
    .slice(0, NAMED)
    .map(({ name, detail }) =>
      failureFinding(ctx, { name: stableText(name, dir), detail: stableText(detail, dir) }, blame),
    );
  const forged =
    doubts.length === 0 && runners === 0
      ? await contradiction(ctx, step.command, suite.nodeTests, { passed, owner })
      : [];
  const skips: readonly Finding[] =
    left === 0
      ? []
      : [
          {
            severity: 'warning',
            rule: 'tests.skipped',
            actual: String(left),
            message: `${String(left)} tests are skipped or to do; make them run or remove them.`,
            owner,
          },
        ];
  return [...(await Promise.all(failed)), ...doubts, ...forged, ...tooFew(ctx, passed), ...skips];
};

const runTests = async (
  ctx: SenseContext,
  files: ProjectFiles,
  convention: Convention,
  step: Chosen,
): Promise<Evidence> => {
  const dir = await ctx.scratch();
  const run = await runCommand(ctx, dir, step.argv);
  const reports = countTests(ctx, withoutEscapes(run.result.output));
  const { passed, failed, skipped: left } = total(reports);
  const ran = { files, convention, step, dir, run };
  return measured(ctx, 'test', {
    note: `${step.command}, as ${step.why}: ${String(passed)} passed, ${String(failed)} failed, ${String(left)} skipped`,
    ...ranAs(step.command, run),
    checked: Math.max(1, passed + failed),
    held: passed,
    findings: await findingsOf(ctx, ran, reports),
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
