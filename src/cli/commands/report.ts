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
  readonly beside?: string;
}

const checkFlags = async ({ html, csv, json, beside }: Flags): Promise<void> => {
  if (csv === true && json === true)
    throw new BadInput('--csv and --json are two forms; ask once.');
  if (beside !== undefined) {
    if (html === undefined && csv !== true) return;
    throw new BadInput('--beside is shown as a table, or with --json as one JSON object.');
  }
  if (html === undefined && csv !== true && json !== true) {
    throw new BadInput('Say which form: --html FILE, --json, --csv, or --beside SESSION.');
  }
  if (html !== undefined) await checkWritable(html);
};

const compare = async (context: Context, names: readonly [string, string], json: boolean) => {
  const { besideOf } = await import('../../domain/beside.ts');
  const { besideLines } = await import('../display/beside-lines.ts');
  const beside = await withClient(async (client) => {
    const [first, second] = names;
    return besideOf(await client.report(first), await client.report(second));
  });
  if (json) context.json(beside);
  else for (const parts of besideLines(beside)) context.out(parts);
};

export const addReport = (program: Command, context: Context): void => {
  program
    .command('report')
    .description('Every judgement with its evidence and findings, scores, cost and time')
    .argument('<session>', 'its name')
    .option('--html <file>', 'write one self-contained HTML file')
    .option('--csv', 'as comma-separated values')
    .option('--json', 'as one JSON object')
    .option('--beside <session>', 'only what stands side by side with another execution')
    .action(async (name: string, flags: Flags) => {
      const { session } = await readSessionFlags(name, {});
      await checkFlags(flags);
      if (flags.beside !== undefined) {
        const other = await readSessionFlags(flags.beside, {});
        return compare(context, [session, other.session], flags.json === true);
      }
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
