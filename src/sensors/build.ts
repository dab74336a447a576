import type { Evidence } from '../domain/evidence.ts';
import type { Finding } from '../domain/finding.ts';
import type { TreePath } from '../domain/tree.ts';
import { endOf, ranAs, runCommand } from './command.ts';
import type { CommandRun } from './command.ts';
import { conventionOf } from './conventions.ts';
import type { Chosen } from './conventions.ts';
import { measured, skipped } from './evidence.ts';
import { notInstalled } from './install.ts';
import { mentionsIn } from './mentions.ts';
import { clip, lastWords } from './normalize.ts';
import { menderOf } from './owners.ts';
import { readProject } from './project.ts';
import type { SenseContext, Sensor } from './sensor.ts';
import { checkSyntax, scriptsIn } from './syntax.ts';
import { fileNamed } from './tree-files.ts';

/** Files named for one build; the first are most often the cause of the others. */
const NAMED = 20;

const faultsOf = (ctx: SenseContext, { command }: Chosen, run: CommandRun): readonly Finding[] => {
  const byPath = new Map<TreePath, string>();
  for (const { path, text } of mentionsIn(run.text, ctx.tree.keys())) {
    if (!byPath.has(path)) byPath.set(path, text);
  }
  const shared = { severity: 'error', rule: 'build.failed', expected: 'exit code 0' } as const;
  const actual = endOf(run.result);
  const findings = [...byPath].slice(0, NAMED).map(([path, text]): Finding => {
    const message = `"${command}" ${actual}. About ${path}: ${clip(text, 400)}`;
    return { ...shared, path, actual, message, owner: ctx.producerOf(path) };
  });
  if (findings.length > 0) return findings;
  const owner = menderOf(ctx, fileNamed(ctx.tree, 'package.json'));
  const message = `"${command}" ${actual}: ${lastWords(run.text)}`;
  return [{ ...shared, actual, message, owner }];
};

const runBuild = async (ctx: SenseContext, step: Chosen): Promise<Evidence> => {
  const run = await runCommand(ctx, await ctx.workspace(), step.argv);
  const held = run.result.exitCode === 0;
  return measured(ctx, 'build', {
    note: `${step.command}, as ${step.why}`,
    ...ranAs(step.command, run),
    checked: 1,
    held: held ? 1 : 0,
    findings: held ? [] : faultsOf(ctx, step, run),
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
