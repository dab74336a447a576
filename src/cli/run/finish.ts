import type { MaestroClient } from '../../client/client.ts';
import { NoArtifact } from '../../client/errors.ts';
import type { ExportReport } from '../../client/export/report.ts';
import type { ObservedView } from '../../client/view.ts';
import type { Context } from '../context.ts';
import { exportLines } from '../display/export-lines.ts';
import { figures, statusSpan } from '../display/frame.ts';
import { line, span } from '../display/line.ts';
import { modelUseLines } from '../display/model-use-lines.ts';
import { phaseRow } from '../display/phase-row.ts';
import { qualityLines } from '../display/quality-lines.ts';
import { spendingLines } from '../display/spending-lines.ts';
import { understoodLines } from '../display/understood-lines.ts';
import { standingLines } from '../display/waits.ts';
import { EXIT } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitOf } from './follow.ts';
import { productHints } from './product-hints.ts';
import { understoodRecords } from './understood.ts';

export interface FinishOptions {
  readonly out: string;
  readonly json: boolean;
  /** A live display has left the last view on the terminal already. */
  readonly shown: boolean;
}

const exported = async (
  client: MaestroClient,
  session: string,
  out: string,
): Promise<ExportReport | undefined> => {
  try {
    return await client.exportTo(session, out);
  } catch (error) {
    if (error instanceof NoArtifact) return undefined;
    throw error;
  }
};

const tellView = (context: Context, view: ObservedView): void => {
  context.out(
    line(span(view.session, 'bold'), ' ', statusSpan(view), ` · ${figures(view, view.observedAt)}`),
  );
  const lines = [
    ...view.phases.map(phaseRow),
    ...modelUseLines(view),
    ...qualityLines(view.phases),
    ...spendingLines(view.spending),
    ...standingLines(view),
  ];
  for (const parts of lines) context.out(parts);
};

const tellReport = async (
  context: Context,
  { status }: ObservedView,
  report: ExportReport,
): Promise<void> => {
  for (const parts of exportLines(report)) context.out(parts);
  if (status !== 'completed') return;
  for (const parts of await productHints(report.dir)) context.out(parts);
};

/** Completed is only what is also there whole: who asked for it will use it. */
const codeOf = (view: ObservedView, report: ExportReport | undefined): ExitCode => {
  const code = exitOf(view);
  const whole = report === undefined || report.skipped.length === 0;
  return code === EXIT.completed && !whole ? EXIT.failed : code;
};

/** Exports what there is, sums up, and says what to do next. */
export const finish = async (
  context: Context,
  client: MaestroClient,
  view: ObservedView,
  { out, json, shown }: FinishOptions,
): Promise<ExitCode> => {
  const report = await exported(client, view.session, out);
  const code = codeOf(view, report);
  if (!json) {
    if (!shown) tellView(context, view);
    const understood = report === undefined ? [] : await understoodRecords(client, view);
    for (const parts of understoodLines(understood)) context.out(parts);
    if (report !== undefined) await tellReport(context, view, report);
    return code;
  }
  if (report !== undefined) context.json({ event: 'exported', ...report });
  const { journal: _journal, running: _running, ...rest } = view;
  context.json({ event: 'end', ...rest, exitCode: code });
  return code;
};
