import type { Command } from 'commander';
import type { DoctorRow, DoctorStatus } from '../../stack/index.ts';
import type { Context } from '../context.ts';
import { line, span } from '../display/line.ts';
import type { Look } from '../display/line.ts';
import { EXIT } from '../exit-codes.ts';
import { readConfig } from '../with-client.ts';

const MARKS: Readonly<Record<DoctorStatus, readonly [string, Look]>> = {
  ok: ['✓', 'green'],
  idle: ['·', 'dim'],
  warning: ['!', 'yellow'],
  missing: ['✗', 'red'],
};

const NAME_WIDTH = 18;

const show = (context: Context, { name, status, detail, version, remedy }: DoctorRow): void => {
  const [mark, look] = MARKS[status];
  const what = version === undefined ? detail : `${detail} (${version})`;
  context.out(line(span(mark, look), ` ${name.padEnd(NAME_WIDTH)}`, what));
  if (remedy !== undefined) context.out(line(`  ${''.padEnd(NAME_WIDTH)}`, span(remedy, 'dim')));
};

export const addDoctor = (program: Command, context: Context): void => {
  program
    .command('doctor')
    .description('Say what is there, which version, what is missing and how to get it')
    .option('--json', 'one JSON object a line')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const loaded = await readConfig();
      const { doctor } = await import('../../stack/index.ts');
      const rows = await doctor(loaded);
      for (const row of rows) {
        if (json === true) context.json(row);
        else show(context, row);
      }
      if (rows.some(({ status }) => status === 'missing')) context.exitCode = EXIT.notReachable;
    });
};
