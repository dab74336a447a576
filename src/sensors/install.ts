import type { Finding } from '../domain/finding.ts';
import { endOf, ranAs, runCommand } from './command.ts';
import { conventionOf } from './conventions.ts';
import type { Chosen } from './conventions.ts';
import { measured, skipped } from './evidence.ts';
import { clip, lastWords } from './normalize.ts';
import { menderOf } from './owners.ts';
import { readProject } from './project.ts';
import type { SenseContext, Sensor } from './sensor.ts';
import { fileNamed } from './tree-files.ts';

/** How package managers say that they could reach no registry. */
const NO_NETWORK =
  /ENOTCACHED|EAI_AGAIN|ENETUNREACH|ECONNREFUSED|ENOTFOUND|No matching distribution|Network is unreachable/;

const MANIFESTS = ['package.json', 'requirements.txt', 'pyproject.toml', 'setup.py'];

const failure = (
  ctx: SenseContext,
  { command }: Chosen,
  names: readonly string[],
  run: Awaited<ReturnType<typeof runCommand>>,
): Finding => {
  const path = fileNamed(ctx.tree, ...MANIFESTS);
  const owner = menderOf(ctx, path);
  const at = path === undefined ? {} : { path };
  if (NO_NETWORK.test(run.result.output)) {
    const list = clip(names.join(', '), 300);
    return {
      severity: 'error',
      rule: 'install.network',
      ...at,
      expected: 'no package that has to be downloaded',
      actual: list,
      message: `"${command}" needs packages from a registry (${list}), and there is no network where the product is built and tested: do without them.`,
      owner,
    };
  }
  return {
    severity: 'error',
    rule: 'install.failed',
    ...at,
    expected: 'exit code 0',
    actual: endOf(run.result),
    message: `"${command}" ${endOf(run.result)}: ${lastWords(run.text)}`,
    owner,
  };
};

/** Installs the product as it asks to be, without a network. */
export const installSensor: Sensor = {
  name: 'install',
  async sense(ctx) {
    const files = await readProject(ctx);
    const convention = conventionOf(files);
    if (convention === undefined) return skipped(ctx, 'install', 'no project of a known kind');
    const names = convention.dependencies(files);
    if (names.length === 0) {
      const note = `${convention.name} without dependencies: there is nothing to install`;
      return measured(ctx, 'install', { note, checked: 1, held: 1, findings: [] });
    }
    const step = convention.install(files);
    const run = await runCommand(ctx, await ctx.workspace(), step.argv);
    const held = run.result.exitCode === 0;
    return measured(ctx, 'install', {
      note: `${step.command}, as ${step.why}`,
      ...ranAs(step.command, run),
      checked: 1,
      held: held ? 1 : 0,
      findings: held ? [] : [failure(ctx, step, names, run)],
    });
  },
};

/** Whether what the product needs is missing, so that running its commands would say nothing new. */
export const notInstalled = ({ earlier }: SenseContext): boolean => {
  const evidence = earlier.get('install');
  return evidence?.outcome === 'measured' && evidence.held < evidence.checked;
};
