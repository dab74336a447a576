import type { Evidence } from '../domain/evidence.ts';
import type { Finding } from '../domain/finding.ts';
import type { TreePath } from '../domain/tree.ts';
import { ranAs, runCommand } from './command.ts';
import { faultsOf } from './command-faults.ts';
import { conventionOf } from './conventions.ts';
import type { Chosen } from './conventions.ts';
import { measured, skipped } from './evidence.ts';
import { notInstalled } from './install.ts';
import { clip } from './normalize.ts';
import { readProject } from './project.ts';
import type { SenseContext, Sensor } from './sensor.ts';
import { checkSyntax, scriptsIn } from './syntax.ts';

/** Files named for one build; these are enough to begin with. */
const NAMED = 20;

const runBuild = async (ctx: SenseContext, step: Chosen): Promise<Evidence> => {
  const run = await runCommand(ctx, await ctx.workspace(), step.argv);
  const held = run.result.exitCode === 0;
  return measured(ctx, 'build', {
    note: `${step.command}, as ${step.why}`,
    ...ranAs(step.command, run),
    checked: 1,
    held: held ? 1 : 0,
    findings: held ? [] : faultsOf(ctx, step, run, { severity: 'error', rule: 'build.failed' }),
  });
};

const parseScripts = async (ctx: SenseContext, paths: readonly TreePath[]): Promise<Evidence> => {
  const { run, faults } = await checkSyntax(ctx, paths);
  const findings = faults.slice(0, NAMED).map(({ path, line, message }): Finding => ({
    severity: 'error',
    rule: 'build.syntax',
    path,
    expected: 'JavaScript that parses',
    actual: `line ${String(line)}: ${clip(message, 200)}`,
    message: `${path} does not parse, line ${String(line)}: ${clip(message, 200)}.`,
    owner: ctx.producerOf(path),
  }));
  const broken = run.result.exitCode !== 0 && findings.length === 0;
  if (broken) throw new Error(`The syntax check itself failed: ${run.text.slice(0, 500)}`);
  return measured(ctx, 'build', {
    note: 'no build step: each JavaScript file is parsed',
    ...ranAs('node --check', run),
    checked: paths.length,
    held: paths.length - faults.length,
    findings,
  });
};

/** Runs the product's own build step; where it has none, sees whether its code parses at all. */
export const buildSensor: Sensor = {
  name: 'build',
  async sense(ctx) {
    const files = await readProject(ctx);
    const convention = conventionOf(files);
    const step = convention?.build(files);
    if (step !== undefined) {
      return notInstalled(ctx)
        ? skipped(ctx, 'build', 'what it needs could not be installed')
        : runBuild(ctx, step);
    }
    const scripts = scriptsIn(files.paths);
    return scripts.length === 0
      ? skipped(ctx, 'build', 'no build step and no JavaScript')
      : parseScripts(ctx, scripts);
  },
};
