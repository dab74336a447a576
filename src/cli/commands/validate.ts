import type { Command } from 'commander';
import { Option } from 'commander';
import { PHASES } from '../../domain/phases.ts';
import { CONTRACTS } from '../../domain/promised.ts';
import { BadInput } from '../bad-input.ts';
import type { Context } from '../context.ts';
import { judgementLines } from '../display/judgement-lines.ts';
import { EXIT } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { flagName } from '../flags.ts';
import { judgeProject } from '../run/judge-project.ts';
import type { JudgeFlags } from '../run/judge-project.ts';
import { writeProjectReport } from '../run/project-report.ts';
import { checkWritable } from '../write-file.ts';

interface Flags extends JudgeFlags {
  readonly report?: string;
  readonly remediate?: true;
  readonly dryRun?: true;
}

const run = async (context: Context, dir: string, flags: Flags): Promise<ExitCode> => {
  if (flags.report !== undefined) await checkWritable(flags.report);
  const judgement = await judgeProject(context, dir, flags);
  if (judgement === undefined) {
    context.say('Interrupted; the project is as it was, and nothing of the judging is left.');
    return EXIT.detached;
  }
  if (flags.json === true) context.json(judgement);
  else for (const parts of judgementLines(judgement)) context.out(parts);
  if (flags.report !== undefined) {
    await writeProjectReport(context, flags.report, judgement);
  }
  return judgement.passed ? EXIT.completed : EXIT.failed;
};

/** Flags that say how the mending goes. */
const OF_REMEDIATION: readonly string[] = [
  ...['dryRun', 'requirement', 'session', 'model', 'budget'],
  ...['maxPhaseIterations', 'out', 'assumeRecords'],
];

/** Flags of judging alone. */
const OF_JUDGING: readonly string[] = ['phase', 'against'];

const dispatch = async (context: Context, dir: string, flags: Flags): Promise<ExitCode> => {
  const given = Object.keys(flags);
  const wrong = given.find((name) =>
    (flags.remediate === true ? OF_JUDGING : OF_REMEDIATION).includes(name),
  );
  if (wrong !== undefined) {
    throw new BadInput(
      flags.remediate === true
        ? `--remediate judges all phases, against the project as it is; it takes no ${flagName(wrong)}.`
        : `${flagName(wrong)} goes with --remediate only.`,
    );
  }
  if (flags.remediate !== true) return run(context, dir, flags);
  if (flags.dryRun === true) {
    const { showPlan } = await import('../run/show-plan.ts');
    return showPlan(context, dir, flags);
  }
  const { remediateProject } = await import('../run/remediate.ts');
  return remediateProject(context, dir, flags);
};

export const addValidate = (program: Command, context: Context): void => {
  program
    .command('validate')
    .description(
      'Judge any project as the gates would, without changing it; --remediate mends a copy',
    )
    .argument('<dir>', 'its folder')
    .addOption(new Option('--phase <phase>', 'only the gate of this phase').choices(PHASES))
    .option('--against <dir|ref>', 'what it was before: a folder, or a git revision of the project')
    .addOption(
      new Option('--contracts <whose>', "whether personas' contracts apply: auto finds out")
        .choices(CONTRACTS)
        .default('auto'),
    )
    .option('--report <file>', 'also write it as one self-contained HTML file')
    .option('--json', 'the judgement as one JSON object')
    .option('--remediate', 'have the personas who own findings mend a copy of it')
    .option('--dry-run', 'with --remediate: only show who would mend what')
    .option('-r, --requirement <text>', 'what it is for: a text or @file (default: its README)')
    .option('-s, --session <name>', 'name of the execution (default: made from the folder)')
    .option('--model <spec>', 'blueprint or <provider>:<model>, such as anthropic:<model>')
    .option('--budget <usd>', 'the most that it may cost, in US dollars (default: no limit)')
    .option('--max-phase-iterations <n>', 'how often owners may work, 1 to 10')
    .option('--out <dir>', 'folder for the mended project (default: sdlc_output/<session>)')
    .option('--assume-records', 'let blueprint go on where it is unsure')
    .action(async (dir: string, flags: Flags) => {
      context.exitCode = await dispatch(context, dir, flags);
    });
};
