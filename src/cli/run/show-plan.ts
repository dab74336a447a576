import type { Context } from '../context.ts';
import { judgementLines } from '../display/judgement-lines.ts';
import { planLines } from '../display/mending-lines.ts';
import { EXIT } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { judgeProject } from './judge-project.ts';
import type { JudgeFlags } from './judge-project.ts';
import { writeProjectReport } from './project-report.ts';

/** Judges a project and says who would mend what; nothing is started and no model is asked. */
export const showPlan = async (
  context: Context,
  dir: string,
  flags: JudgeFlags & { readonly report?: string },
): Promise<ExitCode> => {
  const judgement = await judgeProject(context, dir, { ...flags, owners: 'personas' });
  if (judgement === undefined) {
    context.say('Interrupted; nothing was started.');
    return EXIT.detached;
  }
  if (flags.json === true) {
    context.json(judgement);
  } else {
    for (const parts of judgementLines(judgement)) context.out(parts);
    for (const parts of planLines(judgement.plan ?? { runs: [], left: [] })) context.out(parts);
  }
  if (flags.report !== undefined) await writeProjectReport(context, flags.report, judgement);
  return judgement.passed ? EXIT.completed : EXIT.failed;
};
