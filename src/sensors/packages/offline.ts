import type { Evidence } from '../../domain/evidence.ts';
import type { Finding } from '../../domain/finding.ts';
import { endOf, ranAs, runCommand } from '../command.ts';
import type { Chosen, Convention } from '../conventions.ts';
import { measured } from '../evidence.ts';
import { clip } from '../normalize.ts';
import type { ProjectFiles } from '../project.ts';
import type { SenseContext } from '../sensor.ts';
import { failedFinding, place } from './failed.ts';

/** How package managers say that they could reach no registry. */
const NO_NETWORK =
  /ENOTCACHED|EAI_AGAIN|ENETUNREACH|ECONNREFUSED|ENOTFOUND|No matching distribution|Network is unreachable/;

const failure = (
  ctx: SenseContext,
  { command }: Chosen,
  names: readonly string[],
  run: Awaited<ReturnType<typeof runCommand>>,
): Finding => {
  if (!NO_NETWORK.test(run.result.output)) {
    return failedFinding(ctx, command, endOf(run.result), run.text);
  }
  const list = clip(names.join(', '), 300);
  return {
    severity: 'error',
    rule: 'install.network',
    ...place(ctx),
    expected: 'no package that has to be downloaded',
    actual: list,
    message: `"${command}" needs packages from a registry (${list}), and there is no network where the product is built and tested: do without them.`,
  };
};

/** Installs the product as it asks to be, in its own folder and without a network. */
export const installOffline = async (
  ctx: SenseContext,
  files: ProjectFiles,
  convention: Convention,
): Promise<Evidence> => {
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
};
