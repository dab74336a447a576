import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { MaestroClient } from '../../client/client.ts';
import type { RemediationRequest, RemediationStarted } from '../../client/remediate.ts';
import type { LoadedConfig } from '../../config/index.ts';
import { beforeAfter } from '../../domain/before-after.ts';
import type { Requirement } from '../../domain/requirement.ts';
import type { RunFlags } from '../../schemas/flags.ts';
import type { StackConnection } from '../../stack/index.ts';
import { BadInput } from '../bad-input.ts';
import type { Context } from '../context.ts';
import { line, span } from '../display/line.ts';
import { beforeAfterLines } from '../display/mending-lines.ts';
import { EXIT } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { readRunFlags } from '../flags.ts';
import { readRequirement } from '../requirement-source.ts';
import { newSession } from '../session-name.ts';
import { openClient, readConfig } from '../with-client.ts';
import { checkWritable } from '../write-file.ts';
import { followThrough } from './attach.ts';
import { checkStart } from './check-start.ts';
import type { JudgeFlags } from './judge-project.ts';
import { writeReport } from './project-report.ts';
import { webUrl } from './start.ts';

interface Plan {
  readonly loaded: LoadedConfig;
  readonly request: RemediationRequest;
  /** Absolute folder for the mended project. */
  readonly out: string;
}

const isBelow = (folder: string, above: string): boolean => {
  const way = path.relative(above, folder);
  return way === '' || (!way.startsWith('..') && !path.isAbsolute(way));
};

/** The project stays as it is: what is written goes elsewhere. @throws BadInput */
const checkApart = (dir: string, out: string): void => {
  if (!isBelow(out, dir) && !isBelow(dir, out)) return;
  throw new BadInput(
    `The mended project can't go to ${out}: ${dir} stays as it is. Name another folder with --out.`,
  );
};

/** What the project is for: as given, or as its README says. @throws BadInput, ProjectUnreadable */
const requirementFor = async (dir: string, source: string | undefined): Promise<Requirement> => {
  if (source !== undefined) return readRequirement(source);
  const { requirementOfFolder } = await import('../../client/remediate.ts');
  return requirementOfFolder(dir);
};

/** Checks everything that can be checked before anything is started. */
const plan = async (
  folder: string,
  flags: RunFlags,
  contracts: RemediationRequest['contracts'],
): Promise<Plan> => {
  const dir = await realpath(folder).catch(() => path.resolve(folder));
  const loaded = await readConfig();
  const { config } = loaded;
  const model = flags.model ?? config.model;
  const requirement = await requirementFor(dir, flags.requirement);
  await checkStart(requirement, { ...flags, model, models: {} }, loaded);
  const session = flags.session ?? newSession(path.basename(dir));
  const { checkFolder } = await import('../../client/export/check-folder.ts');
  const out = path.resolve(flags.out ?? config.outputDir, flags.out === undefined ? session : '');
  checkApart(dir, await realpath(out).catch(() => out));
  await checkFolder(out, session);
  const request: RemediationRequest = {
    dir,
    session,
    model,
    maxPhaseIterations: flags.maxPhaseIterations ?? config.maxPhaseIterations,
    ...(flags.requirement === undefined ? {} : { requirement }),
    ...(flags.budget === undefined ? {} : { budget: flags.budget }),
    ...(flags.assumeRecords === undefined ? {} : { assumeRecords: flags.assumeRecords }),
    ...(contracts === undefined ? {} : { contracts }),
  };
  return { loaded, request, out };
};

const tellStart = (
  context: Context,
  stack: StackConnection,
  started: RemediationStarted,
  json: boolean,
): void => {
  const { session, attached, files, requirementFrom, oddities, leftOut } = started;
  const url = webUrl(stack, session);
  if (json) {
    context.json({ event: 'started', ...started, ...(url && { url }) });
    return;
  }
  context.out(line(attached ? 'Following ' : 'Started ', span(session, 'bold')));
  if (url !== undefined) context.out(line('Temporal Web UI: ', span(url, 'cyan')));
  context.out(line(`Taken in: ${String(files)} files; requirement from ${requirementFrom}.`));
  if (leftOut.length > 0) context.out(line(`Left out: ${leftOut.slice(0, 10).join(', ')}`));
  for (const { kind, path: where } of oddities) {
    context.out(line(span('For a person: ', 'yellow'), `${where} (${kind.replace('_', ' ')})`));
  }
};

const tellChange = async (
  context: Context,
  client: MaestroClient,
  session: string,
  { json, report: file }: Pick<JudgeFlags, 'json'> & { readonly report?: string },
): Promise<void> => {
  const report = await client.report(session);
  const changed = beforeAfter(report);
  if (changed !== undefined && json === true) {
    context.json({ event: 'before_after', session, ...changed });
  } else if (changed !== undefined) {
    for (const parts of beforeAfterLines(changed)) context.out(parts);
  }
  if (file !== undefined) await writeReport(context, file, report);
};

/** Takes a project in, has the owners of findings mend it, and shows before and after. */
export const remediateProject = async (
  context: Context,
  dir: string,
  given: JudgeFlags & { readonly report?: string },
): Promise<ExitCode> => {
  if (given.report !== undefined) await checkWritable(given.report);
  const { loaded, request, out } = await plan(dir, await readRunFlags(given), given.contracts);
  const { up } = await import('../../stack/index.ts');
  const stack = await up({ loaded, say: context.say });
  const client = await openClient({ loaded, stack });
  const json = given.json === true;
  try {
    const started = await client.remediate(request);
    tellStart(context, stack, started, json);
    const { session, attached } = started;
    const code = await followThrough(context, client, session, { out, json, attached });
    if (code !== EXIT.detached) await tellChange(context, client, session, given);
    return code;
  } finally {
    await client.close();
  }
};
