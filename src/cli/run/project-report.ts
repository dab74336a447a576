import type { ProjectJudgement } from '../../domain/project-judgement.ts';
import { reportOfProject } from '../../domain/quality-report.ts';
import type { QualityReport } from '../../domain/quality-report.ts';
import type { Context } from '../context.ts';
import { writeWhole } from '../write-file.ts';

/** Writes a report as one HTML file, and says so. */
export const writeReport = async (
  context: Context,
  file: string,
  report: QualityReport,
): Promise<void> => {
  const { reportHtml } = await import('../../report/to-html.ts');
  await writeWhole(file, reportHtml(report));
  context.say(`Report written to ${file}`);
};

/** The judgement of a project as such a report. */
export const writeProjectReport = (
  context: Context,
  file: string,
  judgement: ProjectJudgement,
): Promise<void> => writeReport(context, file, reportOfProject(judgement));
