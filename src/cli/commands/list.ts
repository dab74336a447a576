import type { Command } from 'commander';
import type { ExecutionRow } from '../../ports/records.ts';
import type { Context } from '../context.ts';
import { listLines } from '../display/list-lines.ts';
import { readListFlags } from '../flags.ts';
import { withClient } from '../with-client.ts';

const show = (context: Context, rows: readonly ExecutionRow[], json: boolean): void => {
  if (json) for (const row of rows) context.json(row);
  else if (rows.length === 0) context.say('There is no such execution.');
  else for (const parts of listLines(rows)) context.out(parts);
};

export const addList = (program: Command, context: Context): void => {
  program
    .command('list')
    .description('List executions, newest first')
    .option('--status <status>', 'only those with this status')
    .option('--phase <phase>', 'only those in this phase')
    .option('--limit <n>', 'at most this many, 1 to 1000 (default: 50)')
    .option('--json', 'one JSON object a line')
    .action(async (options: object) => {
      const { json, status, phase, limit } = await readListFlags(options);
      const filter = {
        ...(status === undefined ? {} : { status }),
        ...(phase === undefined ? {} : { phase }),
        ...(limit === undefined ? {} : { limit }),
      };
      show(context, await withClient((client) => client.list(filter)), json === true);
    });
};
