import type { Finding } from '../../domain/finding.ts';
import type { PersonaId } from '../../domain/persona.ts';
import { endOf } from '../command.ts';
import type { SandboxResult } from '../../ports/sandbox.ts';
import { total } from './report.ts';
import type { TestReport } from './report.ts';

interface Run {
  readonly command: string;
  readonly result: SandboxResult;
  readonly reports: readonly TestReport[];
  /** Test runners that the command starts; 0 when that can't be told. */
  readonly runners: number;
  /** Tests that the product's files declare. */
  readonly declared: number;
  readonly owner: PersonaId;
  /** The end of the output. */
  readonly tail: string;
}

const error = (
  rule: string,
  owner: PersonaId,
  expected: string,
  actual: string,
  message: string,
): Finding => ({ severity: 'error', rule, expected, actual, message, owner });

/**
 * Whether what a run of tests says of itself can be believed: the exit code decides, and counts
 * that contradict it, or the files, are a fault of their own.
 */
export const credibility = (run: Run): readonly Finding[] => {
  const { command, result, reports, runners, declared, owner, tail } = run;
  const { passed, failed } = total(reports);
  const end = endOf(result);
  if (passed + failed === 0) {
    const zero =
      result.exitCode === 0
        ? `"${command}" ran no test that could be counted`
        : `"${command}" ${end} before a test was counted`;
    const more = result.timedOut
      ? '; let it run less, or give it more time by the setting limits.sandbox.wallMs'
      : '';
    const message = `${zero}${more}; its last words: ${tail}`;
    return [error('tests.none', owner, 'at least one test', '0 tests', message)];
  }
  if (declared === 0) {
    const message = `"${command}" speaks of ${String(passed + failed)} tests, but no file of the product declares one.`;
    return [error('tests.forged', owner, 'tests in files', 'no test in any file', message)];
  }
  if (runners > 0 && reports.length > runners) {
    const message = `"${command}" prints ${String(reports.length)} summaries and starts ${String(runners)} test runner${runners === 1 ? '' : 's'}: which one counts can't be told.`;
    return [
      error('tests.unclear', owner, `${String(runners)} summary`, String(reports.length), message),
    ];
  }
  if (result.exitCode === 0 && failed > 0) {
    const message = `"${command}" counts ${String(failed)} failing tests and ends with exit code 0: a failing test must fail the command.`;
    return [error('tests.exit_code', owner, 'an exit code other than 0', '0', message)];
  }
  if (result.exitCode !== 0 && failed === 0) {
    const message = `"${command}" ${end} although it counts no failing test; its last words: ${tail}`;
    return [error('tests.exit_code', owner, 'exit code 0', end, message)];
  }
  return [];
};
