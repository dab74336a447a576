import { total } from '../report.ts';
import type { TestReport } from '../report.ts';
import { EXIT_CODE } from '../plain-scripts.ts';
import type { CanaryPlan } from './plan.ts';

/** What a run of tests said, and how it ended. */
export interface Told {
  readonly exitCode: number | null;
  readonly timedOut: boolean;
  /** Without escapes. */
  readonly output: string;
  readonly reports: readonly TestReport[];
}

const counted = ({ reports }: Told): number => {
  const { passed, failed, skipped } = total(reports);
  return passed + failed + skipped;
};

/** Why the report of a test that must fail can't be believed; `undefined` when it can. */
export const hiddenFailure = ({ failing }: CanaryPlan, told: Told): string | undefined => {
  if (failing === undefined) return undefined;
  const { failed, failures } = total(told.reports);
  if (told.exitCode === 0) return 'a test that must fail was put in, and the exit code is 0';
  if (failed === 0) return 'a test that must fail was put in, and no failing test is counted';
  const named = failures.some(({ name }) => name.includes(failing));
  return named || told.output.includes(failing)
    ? undefined
    : 'a test that must fail was put in, and no failing test has its name';
};

/** A runner that counts what is asserted counts more where tests are made to fail. */
const namesBoth = (
  { failing = '', passing }: CanaryPlan,
  main: Told,
  { reports, output }: Told,
): boolean => {
  const { passed, failures, passes } = total(reports);
  if (passes.length === 0) return output.includes(failing) && passed > total(main.reports).passed;
  return (
    failures.some(({ name }) => name.includes(failing)) &&
    passes.some((name) => name.includes(passing))
  );
};

const isOf = ({ reports }: Told, name: string): boolean =>
  reports.some(({ framework }) => framework === name);

/** Whether both planted tests were counted beside the product's own. */
export const countsBoth = (plan: CanaryPlan, main: Told, told: Told): boolean =>
  isOf(told, 'TAP')
    ? namesBoth(plan, main, told)
    : !isOf(main, EXIT_CODE) && counted(told) >= counted(main) + 2;

/** Whether the test that must pass was, when it was the only change. */
export const countsPassing = (main: Told, told: Told): boolean =>
  told.exitCode === main.exitCode &&
  // A script that is a test by itself has no more of them for what it does.
  total(told.reports).passed >= total(main.reports).passed + (isOf(main, EXIT_CODE) ? 0 : 1);

/** Own tests that were made to fail and are not among the failing ones. */
export const hiddenOwn = ({ broken }: CanaryPlan, { reports }: Told): readonly string[] => {
  const failures = total(reports).failures.map(({ name, detail }) => `${name}\n${detail}`);
  return broken.filter((name) => !failures.some((failure) => failure.includes(name)));
};
