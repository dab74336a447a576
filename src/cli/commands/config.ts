import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { table } from '../display/table.ts';
import { readConfig } from '../with-client.ts';

const textOf = (value: unknown): string => {
  if (value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

export const addConfig = (program: Command, context: Context): void => {
  program
    .command('config')
    .description('Show every setting, its value and where it comes from')
    .option('--json', 'one JSON object a line')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const { explain } = await import('../../config/index.ts');
      const rows = explain(await readConfig());
      if (json === true) {
        for (const row of rows) context.json(row);
        return;
      }
      const cells = rows.map(({ key, value, source, env }) => [key, textOf(value), source, env]);
      for (const parts of table([['setting', 'value', 'from', 'variable'], ...cells])) {
        context.out(parts);
      }
    });
};
