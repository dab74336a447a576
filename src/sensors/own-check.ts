import type { Evidence, SensorName } from '../domain/evidence.ts';
import type { Severity } from '../domain/contract.ts';
import { ranAs, runCommand } from './command.ts';
import type { CommandRun } from './command.ts';
import { faultsOf } from './command-faults.ts';
import type { Chosen } from './conventions.ts';
import { measured, skipped } from './evidence.ts';
import type { SenseContext } from './sensor.ts';

/** How npx and Python say that a tool is not there; a shell says it by its exit code. */
const MISSING =
  /^\S*python[\d.]*: No module named (?:mypy|ruff|flake8)$|could not determine executable to run/m;
const NOT_FOUND = 127;

const isMissing = ({ result, text }: CommandRun): boolean =>
  result.exitCode === NOT_FOUND || (result.exitCode === 1 && MISSING.test(text.slice(0, 2_000)));

/** Runs a check that the project has set up for itself; without its tool, nothing is measured. */
export const runOwnCheck = async (
  ctx: SenseContext,
  dir: string,
  sensor: Extract<SensorName, 'types' | 'lint'>,
  step: Chosen,
  severity: Severity,
): Promise<Evidence> => {
  const run = await runCommand(ctx, dir, step.argv);
  const note = `${step.command}, as ${step.why}`;
  if (isMissing(run)) return skipped(ctx, sensor, `${note}: the tool is not installed here`);
  const held = run.result.exitCode === 0;
  return measured(ctx, sensor, {
    note,
    ...ranAs(step.command, run),
    checked: 1,
    held: held ? 1 : 0,
    findings: held ? [] : faultsOf(ctx, step, run, { severity, rule: `${sensor}.failed` }),
  });
};
