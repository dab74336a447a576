import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { Option } from 'commander';
import type { ValidationRequest } from '../../client/connect-validation.ts';
import { packageGrant } from '../../config/index.ts';
import { PHASES } from '../../domain/phases.ts';
import type { Phase } from '../../domain/phases.ts';
import { reportOfProject } from '../../domain/quality-report.ts';
import type { ProjectJudgement } from '../../domain/project-judgement.ts';
import type { Context } from '../context.ts';
import { judgementLines } from '../display/judgement-lines.ts';
import { EXIT } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { readConfig } from '../with-client.ts';
import { checkWritable, writeWhole } from '../write-file.ts';

interface Flags {
  readonly phase?: Phase;
  readonly against?: string;
  readonly contracts: ValidationRequest['contracts'];
  readonly report?: string;
  readonly json?: true;
}

/** A folder of this name goes before a revision of the same name. */
const againstOf = async (name: string): Promise<NonNullable<ValidationRequest['against']>> => {
  const found = await stat(name).catch(() => undefined);
  return { name, kind: found?.isDirectory() === true ? 'folder' : 'revision' };
};

const judge = async (
  context: Context,
  dir: string,
  { phase, against, contracts, json }: Flags,
): Promise<ProjectJudgement | undefined> => {
  const { config } = await readConfig();
  const { validateProject } = await import('../../client/connect-validation.ts');
  const { onInterrupt } = await import('../run/interrupt.ts');
  const { judgingProgress } = await import('../run/judging-progress.ts');
  const interrupt = onInterrupt(context.closed);
  const shown = json !== true && context.stdout.isTTY;
  const progress = shown ? judgingProgress(context) : undefined;
  const request: ValidationRequest = {
    dir,
    ...(phase === undefined ? {} : { phase }),
    ...(against === undefined ? {} : { against: await againstOf(against) }),
    contracts,
    signal: interrupt.signal,
    onStep: (name) => progress?.step(name),
  };
  try {
    const { personaFolders, sandbox, limits, thresholds } = config;
    const settings = {
      personaFolders,
      sandbox,
      packages: { ...config.packages, ...packageGrant(config.packages), cache: config.cache },
      limits: limits.sandbox,
      thresholds,
    };
    const judgement = await validateProject(request, settings);
    return interrupt.signal.aborted ? undefined : judgement;
  } catch (error) {
    if (interrupt.signal.aborted) return undefined;
    throw error;
  } finally {
    progress?.done();
    interrupt.dispose();
  }
};

const run = async (context: Context, dir: string, flags: Flags): Promise<ExitCode> => {
  if (flags.report !== undefined) await checkWritable(flags.report);
  const judgement = await judge(context, dir, flags);
  if (judgement === undefined) {
    context.say('Interrupted; the project is as it was, and nothing of the judging is left.');
    return EXIT.detached;
  }
  if (flags.json === true) context.json(judgement);
  else for (const parts of judgementLines(judgement)) context.out(parts);
  if (flags.report !== undefined) {
    const { reportHtml } = await import('../../report/to-html.ts');
    await writeWhole(flags.report, reportHtml(reportOfProject(judgement)));
    context.say(`Report written to ${flags.report}`);
  }
  return judgement.passed ? EXIT.completed : EXIT.failed;
};

export const addValidate = (program: Command, context: Context): void => {
  program
    .command('validate')
    .description('Judge any project as the gates would, without changing it; starts nothing')
    .argument('<dir>', 'its folder')
    .addOption(new Option('--phase <phase>', 'only the gate of this phase').choices(PHASES))
    .option('--against <dir|ref>', 'what it was before: a folder, or a git revision of the project')
    .addOption(
      new Option('--contracts <whose>', "whether personas' contracts apply: auto finds out")
        .choices(['auto', 'all', 'none'])
        .default('auto'),
    )
    .option('--report <file>', 'also write it as one self-contained HTML file')
    .option('--json', 'the judgement as one JSON object')
    .action(async (dir: string, flags: Flags) => {
      context.exitCode = await run(context, dir, flags);
    });
};
