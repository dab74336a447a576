import path from 'node:path';
import type { Command } from 'commander';
import type { Requirement } from '../../domain/requirement.ts';
import type { LoadedConfig } from '../../config/index.ts';
import type { RunFlags } from '../../schemas/flags.ts';
import { allModels } from '../../domain/model-choice.ts';
import type { ModelChoices } from '../../domain/model-choice.ts';
import { BadInput } from '../bad-input.ts';
import { checkModels } from '../check-models.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { collect, flagName, readRunFlags } from '../flags.ts';
import { readRequirement } from '../requirement-source.ts';
import { checkStart } from '../run/check-start.ts';
import { newSession } from '../session-name.ts';
import { openClient, readConfig } from '../with-client.ts';

interface Plan {
  readonly flags: RunFlags;
  readonly loaded: LoadedConfig;
  readonly session: string;
  /** Absent when an execution that exists is resumed. */
  readonly requirement?: Requirement;
  readonly model: string;
  /** Of phases and personas, as the flags say. */
  readonly models: ModelChoices;
  /** Absolute folder for the product. */
  readonly out: string;
}

/** Flags that say how an execution begins. */
const AT_START: readonly string[] = [
  ...['requirement', 'session', 'phaseModel', 'personaModel'],
  ...['budget', 'approveAt', 'assumeRecords', 'team'],
];

const checkCombination = ({ requirement, resume, session, ...flags }: RunFlags): void => {
  if (requirement === undefined && resume === undefined) {
    throw new BadInput('Say what to build with --requirement, or continue with --resume SESSION.');
  }
  if (resume === undefined) return;
  const other = Object.entries({ requirement, session, ...flags }).find(
    ([name, value]) => value !== undefined && AT_START.includes(name),
  );
  if (other === undefined) return;
  throw new BadInput(`--resume continues what was started; it takes no ${flagName(other[0])}.`);
};

const modelsIn = ({ phaseModel, personaModel }: RunFlags): ModelChoices => ({
  ...(phaseModel === undefined ? {} : { phases: phaseModel }),
  ...(personaModel === undefined ? {} : { personas: personaModel }),
});

/** Checks everything that can be checked before anything is started. @throws BadInput … */
const plan = async (options: object): Promise<Plan> => {
  const flags = await readRunFlags(options);
  checkCombination(flags);
  const loaded = await readConfig();
  const { config } = loaded;
  const model = flags.model ?? config.model;
  const models = modelsIn(flags);
  const source = flags.requirement;
  const requirement = source === undefined ? undefined : await readRequirement(source);
  const session = flags.resume ?? flags.session ?? newSession(requirement ?? '');
  if (requirement !== undefined) await checkStart(requirement, { ...flags, model, models }, loaded);
  else if (flags.model !== undefined) await checkModels(allModels({ model }), loaded);
  const { checkFolder } = await import('../../client/export/check-folder.ts');
  const out = path.resolve(flags.out ?? config.outputDir, flags.out === undefined ? session : '');
  await checkFolder(out, session);
  return { flags, loaded, session, model, models, out, ...(requirement && { requirement }) };
};

const execute = async (context: Context, planned: Plan): Promise<ExitCode> => {
  const { flags, loaded, session, requirement, model, models, out } = planned;
  const { up } = await import('../../stack/index.ts');
  const stack = await up({ loaded, say: context.say });
  const client = await openClient({ loaded, stack });
  const json = flags.json === true;
  const iterations = flags.maxPhaseIterations;
  try {
    if (requirement === undefined) {
      const { resumeRun } = await import('../run/resume.ts');
      return await resumeRun(context, client, session, {
        out,
        json,
        ...(iterations === undefined ? {} : { iterations }),
        ...(flags.model === undefined ? {} : { model: flags.model }),
      });
    }
    const { startRun } = await import('../run/start.ts');
    const request = {
      session,
      requirement,
      model,
      ...(Object.keys(models).length === 0 ? {} : { models }),
      maxPhaseIterations: iterations ?? loaded.config.maxPhaseIterations,
      ...(flags.budget === undefined ? {} : { budget: flags.budget }),
      ...(flags.approveAt === undefined ? {} : { approvals: flags.approveAt }),
      ...(flags.assumeRecords === undefined ? {} : { assumeRecords: flags.assumeRecords }),
      ...(flags.team === undefined ? {} : { team: flags.team }),
    };
    return await startRun(context, client, stack, request, {
      out,
      json,
      detach: flags.detach === true,
    });
  } finally {
    await client.close();
  }
};

export const addRun = (program: Command, context: Context): void => {
  program
    .command('run')
    .description('Build a project from a requirement, or continue an execution')
    .option('-r, --requirement <text>', 'what to build: a text, @file, or - for standard input')
    .option('-s, --session <name>', 'name of the execution (default: made from the requirement)')
    .option('--resume <session>', 'follow an execution that exists, and lift what it waits for')
    .option(
      '--max-phase-iterations <n>',
      'attempts of a phase, 1 to 10; with --resume: more of them',
    )
    .option('--model <spec>', 'blueprint or <provider>:<model>, such as anthropic:<model>')
    .option('--phase-model <phase=spec>', 'model of one phase; can be given several times', collect)
    .option(
      '--persona-model <id=spec>',
      'model of one persona; can be given several times',
      collect,
    )
    .option('--budget <usd>', 'the most that it may cost, in US dollars (default: no limit)')
    .option('--out <dir>', 'folder for the product (default: sdlc_output/<session>)')
    .option('--approve-at <phases>', 'phases that a person must approve, with commas between them')
    .option(
      '--assume-records',
      'let blueprint go on where it is unsure that records are to be kept',
    )
    .option('--team <kind>', 'single: one persona alone builds it all, as a baseline for a team')
    .option('--detach', 'start it and return at once')
    .option('--json', 'one JSON object a line')
    .action(async (options: object) => {
      context.exitCode = await execute(context, await plan(options));
    });
};
