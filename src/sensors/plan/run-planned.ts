import { endOf, runCommand } from '../command.ts';
import type { CommandRun } from '../command.ts';
import { withoutEscapes } from '../normalize.ts';
import type { SenseContext } from '../sensor.ts';
import { readReports } from '../test/formats/index.ts';
import { total } from '../test/report.ts';
import type { TestReport } from '../test/report.ts';
import { readAs } from './formats.ts';
import type { PlannedCommand } from './plan.ts';
import { readReport } from './read-report.ts';

/** What one command of a plan came to. */
export interface PlannedRun {
  readonly planned: PlannedCommand;
  readonly dir: string;
  readonly run: CommandRun;
  /** What it says of its tests: a claim. Absent where it says nothing. */
  readonly report?: TestReport;
  /** Why the report that the plan names can't be used. */
  readonly unusable?: string;
}

type Said = Pick<PlannedRun, 'report' | 'unusable'>;

const saidIn = async (dir: string, { report }: PlannedCommand, output: string): Promise<Said> => {
  if (report === undefined) {
    const reports = readReports(withoutEscapes(output));
    return reports.length === 0 ? {} : { report: total(reports) };
  }
  const found = await readReport(dir, report.file);
  if (found.kind === 'nothing') return { unusable: 'it was not written' };
  if (found.kind === 'odd') return { unusable: `it is ${found.what}` };
  const read = readAs(report.format, withoutEscapes(found.text));
  return read === undefined ? { unusable: `it is no ${report.format} report` } : { report: read };
};

/**
 * Runs a command of a plan in a copy of the product of its own.
 * @param leftMs what is left of the time for the whole plan.
 */
export const runPlanned = async (
  ctx: SenseContext,
  planned: PlannedCommand,
  leftMs: number,
): Promise<PlannedRun> => {
  const dir = await ctx.scratch();
  const { report, seconds = Infinity } = planned;
  const before = report === undefined ? undefined : await readReport(dir, report.file);
  const wallMs = Math.max(1, Math.min(seconds * 1_000, ctx.limits.wallMs, leftMs));
  const limits = { ...ctx.limits, wallMs };
  const run = await runCommand({ ...ctx, limits }, dir, planned.argv);
  const said: Said =
    before === undefined || before.kind === 'nothing'
      ? await saidIn(dir, planned, run.result.output)
      : { unusable: 'it was there before the command ran' };
  return { planned, dir, run, ...said };
};

/** In a few words, for the note. */
export const sayRun = ({ planned, run, report }: PlannedRun): string => {
  const counted =
    report === undefined
      ? 'no test counted'
      : `${String(report.passed)} passed, ${String(report.failed)} failed, ${String(report.skipped)} skipped`;
  return `${planned.name}: ${endOf(run.result)}, ${counted}`;
};
