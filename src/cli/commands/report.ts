import type { Command } from 'commander';
import { BadInput } from '../bad-input.ts';
import type { Context } from '../context.ts';
import { readSessionFlags } from '../flags.ts';
import { withClient } from '../with-client.ts';
import { checkWritable, writeWhole } from '../write-file.ts';

interface Flags {
  readonly html?: string;
  readonly csv?: true;
  readonly json?: true;
}

const checkFlags = async ({ html, csv, json }: Flags): Promise<void> => {
  if (csv === true && json === true)
    throw new BadInput('--csv and --json are two forms; ask once.');
  if (html === undefined && csv !== true && json !== true) {
    throw new BadInput('Say which form: --html FILE, --json or --csv.');
  }
  if (html !== undefined) await checkWritable(html);
};

export const addReport = (program: Command, context: Context): void => {
  program
    .command('report')
    .description('Every judgement with its evidence and findings, scores, cost and time')
    .argument('<session>', 'its name')
    .option('--html <file>', 'write one self-contained HTML file')
    .option('--csv', 'as comma-separated values')
    .option('--json', 'as one JSON object')
    .action(async (name: string, flags: Flags) => {
      const { session } = await readSessionFlags(name, {});
      await checkFlags(flags);
      const report = await withClient((client) => client.report(session));
      if (flags.json === true) context.json(report);
      if (flags.csv === true) {
        const { reportCsv } = await import('../../report/to-csv.ts');
        context.text(reportCsv(report).trimEnd());
      }
      if (flags.html === undefined) return;
      const { reportHtml } = await import('../../report/to-html.ts');
      await writeWhole(flags.html, reportHtml(report));
      context.say(`Report written to ${flags.html}`);
    });
};
