import type { Finding } from '../../domain/finding.ts';
import { endOf, stableText } from '../command.ts';
import { clip, lastWords } from '../normalize.ts';
import { blameFor } from '../test/blame.ts';
import type { Blamable } from '../test/blame.ts';
import type { TestFailure } from '../test/report.ts';
import { PLAN_FILE } from './plan.ts';
import type { PlannedRun } from './run-planned.ts';

/** Failing tests of one command that become findings. */
const NAMED = 10;

const about = ({ planned }: PlannedRun): string =>
  `"${planned.name}" (${clip(planned.argv.join(' '), 200)}) of ${PLAN_FILE}`;

const failureFinding = async (
  done: PlannedRun,
  { name, detail }: TestFailure,
  blame: Blamable,
): Promise<Finding> => {
  const failure = { name: stableText(name, done.dir), detail: stableText(detail, done.dir) };
  return {
    severity: 'error',
    rule: 'test_plan.failed',
    expected: 'a passing test',
    actual: clip(failure.detail.split('\n')[0]?.trim() ?? '', 200),
    message: `The test "${clip(failure.name, 200)}" of ${about(done)} fails: ${clip(failure.detail, 800)}`,
    ...(await blameFor(failure, blame)),
  };
};

/** A fault of the command itself, or of what it says. */
const fault = (
  done: PlannedRun,
  blame: Blamable,
  rule: 'report' | 'none' | 'exit_code',
  said: Pick<Finding, 'expected' | 'actual' | 'message'>,
): Finding => ({
  severity: 'error',
  rule: `test_plan.${rule}`,
  path: PLAN_FILE,
  owner: blame.fallback,
  ...said,
});

const endedBadly = async (done: PlannedRun, blame: Blamable): Promise<readonly Finding[]> => {
  const { run, report } = done;
  const failures = report?.failures ?? [];
  if (failures.length > 0) {
    return Promise.all(failures.slice(0, NAMED).map((one) => failureFinding(done, one, blame)));
  }
  const end = endOf(run.result);
  const claims =
    report === undefined
      ? ''
      : ` although it counts ${String(report.passed)} tests as passed and ${String(report.failed)} as failed`;
  const tail = lastWords(run.text);
  const found = await blameFor({ name: done.planned.name, detail: run.text }, blame);
  return [
    {
      ...fault(done, blame, 'exit_code', {
        expected: 'exit code 0',
        actual: end,
        message: `${about(done)} ${end}${claims}; its last words: ${tail}`,
      }),
      ...found,
    },
  ];
};

/** What is wrong with a run; the exit code decides, and a report can only add to it. */
export const judgeRun = async (done: PlannedRun, blame: Blamable): Promise<readonly Finding[]> => {
  const { planned, run, report, unusable } = done;
  const faults: Finding[] = [];
  if (unusable !== undefined) {
    faults.push(
      fault(done, blame, 'report', {
        expected: `${planned.report?.file ?? 'a report'}, written by the command`,
        actual: unusable,
        message: `The report of ${about(done)} can't be used: ${unusable}.`,
      }),
    );
  }
  if (run.result.exitCode !== 0) return [...faults, ...(await endedBadly(done, blame))];
  if (report === undefined) return faults;
  if (report.failed > 0) {
    faults.push(
      fault(done, blame, 'exit_code', {
        expected: 'an exit code other than 0',
        actual: '0',
        message: `${about(done)} counts ${String(report.failed)} failing tests and ends with exit code 0: a failing test must fail the command.`,
      }),
    );
  } else if (report.passed === 0) {
    faults.push(
      fault(done, blame, 'none', {
        expected: 'at least one test that ran',
        actual: '0 tests',
        message: `${about(done)} ran no test.`,
      }),
    );
  }
  return faults;
};
