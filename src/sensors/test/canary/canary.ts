import type { Finding } from '../../../domain/finding.ts';
import type { SenseContext } from '../../sensor.ts';
import { total } from '../report.ts';
import { expandScript } from '../suite.ts';
import { countsBoth, countsPassing } from './check.ts';
import type { Told } from './check.ts';
import { culpritOf } from './culprit.ts';
import { doubtOf, runPlan } from './doubt.ts';
import type { Trial } from './doubt.ts';
import { declaredRunner, frameworkOf } from './framework.ts';
import { hostsIn, isPlain } from './hosts.ts';
import type { Host } from './hosts.ts';
import { passingPlan, wholePlan } from './plan.ts';
import type { CanaryPlan } from './plan.ts';
import type { Framework } from './source.ts';
import type { TestWay } from './way.ts';

/** What came of the canary: for the evidence, and what was found. */
export interface CanaryOutcome {
  readonly note: string;
  readonly findings: readonly Finding[];
}

/** Places that are tried until the planted tests are run at all. */
const HOSTS_TRIED = 3;

const outcomeOf = async (
  ctx: SenseContext,
  way: TestWay,
  doubt: string,
): Promise<CanaryOutcome> => {
  const { path, owner } = await culpritOf(ctx, way);
  const finding: Finding = {
    severity: 'error',
    rule: 'integrity.canary',
    ...(path === undefined ? {} : { path }),
    expected: 'a failing test is reported by its name and fails the command; a passing one counts',
    actual: doubt,
    message: `"${way.step.command}" can't be believed: ${doubt}. Take out what changes results, filters tests or sets the exit code, and let the runner's own be seen.`,
    owner,
  };
  return { note: 'canary: not believed', findings: [finding] };
};

/** Begins beside the run of the product's own tests; judged once that has ended. */
export interface Canary {
  readonly judge: (main: Told) => Promise<CanaryOutcome>;
}

/** What nobody can try is a claim: it is no credit, and somebody is told what to do. */
const untried = (ctx: SenseContext, way: TestWay, why: string): Canary => ({
  judge: async (main) => {
    const note = `canary: none, ${why}`;
    if (total(main.reports).passed === 0) return { note, findings: [] };
    const { path, owner } = await culpritOf(ctx, way);
    const { command } = way.step;
    const finding: Finding = {
      severity: 'error',
      rule: 'tests.unchecked',
      ...(path === undefined ? {} : { path }),
      expected: 'tests in files, run by a runner that can be tried',
      actual: why,
      message: `What "${command}" says of its tests can't be tried (${why}), so none of them counts: write tests in test files, and run them by node:test, Jest, Vitest, Mocha, tape, tap, AVA, uvu, pytest, unittest or Playwright.`,
      owner,
    };
    return { note, findings: [finding] };
  },
});

/** Runners that find test files by themselves: one that is not found was left out. */
const FINDERS: readonly Framework[] = ['pytest', 'unittest', 'Jest', 'Vitest', 'Playwright'];

/** A suite may name its files one by one: then a test is put into one of these. */
const othersOf = (
  hosts: readonly Host[],
  { host }: CanaryPlan,
  framework: Framework,
): readonly Host[] =>
  FINDERS.includes(framework)
    ? hosts.slice(1, HOSTS_TRIED)
    : hosts.slice(host.named ? 1 : 0, HOSTS_TRIED).map((other) => ({ ...other, named: true }));

/** Scripts that are tests by themselves and are tried: each may be run in a way of its own. */
const SCRIPTS_TRIED = 6;

/** Why one of the other scripts can't be believed. */
const doubtOfScripts = async (
  trial: Trial,
  hosts: readonly Host[],
): Promise<string | undefined> => {
  if (trial.framework !== 'no runner') return undefined;
  // A script that is only there, and not run, has nothing to say.
  const counted = new Set<string>(total(trial.main.reports).passes);
  const run = hosts.filter(({ path }) => counted.has(path));
  for (const host of run.slice(0, SCRIPTS_TRIED)) {
    const plan = wholePlan(host, trial.framework);
    const doubt = await doubtOf(trial, plan, await runPlan(trial.ctx, trial.way, plan));
    if (doubt !== undefined) return `${host.path}: ${doubt}`;
  }
  return undefined;
};

const tryOut = async (
  trial: Trial,
  hosts: readonly Host[],
  first: readonly [CanaryPlan, Told],
): Promise<CanaryOutcome> => {
  const { ctx, way, framework, main } = trial;
  let [plan, told] = first;
  for (const host of othersOf(hosts, plan, framework)) {
    const seen = told.output.includes(plan.failing ?? '') || countsBoth(plan, main, told);
    if (seen || told.timedOut) break;
    plan = wholePlan(host, framework);
    told = await runPlan(ctx, way, plan);
  }
  const doubt = (await doubtOf(trial, plan, told)) ?? (await doubtOfScripts(trial, hosts));
  return doubt === undefined
    ? { note: 'canary: reported as it must be', findings: [] }
    : outcomeOf(ctx, way, doubt);
};

/**
 * Tries the runner itself: in a copy of the product a test that must fail and one that must pass
 * are put beside the product's own, with names and places that nobody can know before, and own
 * tests are made to fail. Exit code and counts of that run are held against those of the real one.
 */
export const releaseCanary = async (ctx: SenseContext, way: TestWay): Promise<Canary> => {
  const script = expandScript(way.files, way.step.script ?? way.step.command);
  const hosts = await hostsIn(ctx, way.convention, script);
  const [host] = hosts;
  if (host === undefined) return untried(ctx, way, 'no test could be read in a test file');
  const framework = isPlain(host)
    ? ('no runner' as const)
    : (frameworkOf(script, host.text) ?? declaredRunner(way.files.manifest));
  if (framework === undefined) return untried(ctx, way, 'its runner is not known');
  const plan = wholePlan(host, framework, true, hosts);
  const run = (): Promise<Told> => runPlan(ctx, way, plan);
  // A plain child process shares its ports with the other run.
  const beside = ctx.sandbox?.kind === 'bubblewrap' ? run() : undefined;
  beside?.catch(() => undefined);
  return {
    async judge(main) {
      const { passed, failed } = total(main.reports);
      const told = await (passed + failed === 0 ? beside : (beside ?? run()));
      if (passed + failed === 0 || told === undefined) {
        return { note: 'canary: nothing was counted to hold it against', findings: [] };
      }
      if (passed === 0 && main.exitCode !== 0) {
        // A runner that loads one file in vain may run none of the others: there is no credit to refuse.
        return { note: 'canary: none of its own tests passes', findings: [] };
      }
      const trial = { ctx, way, framework, main };
      if (told.timedOut && !main.timedOut) {
        // Tests made to fail may leave a server running that another test was to stop.
        const alone = await runPlan(ctx, way, passingPlan(host, framework));
        return countsPassing(main, alone)
          ? { note: 'canary: only the passing one came to an end', findings: [] }
          : outcomeOf(ctx, way, 'with a test put in the command does not end');
      }
      return tryOut(trial, hosts, [plan, told]);
    },
  };
};
