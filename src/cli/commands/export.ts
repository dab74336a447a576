import path from 'node:path';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { exportLines } from '../display/export-lines.ts';
import { EXIT } from '../exit-codes.ts';
import { readSessionFlags } from '../flags.ts';
import { withClient } from '../with-client.ts';

export const addExport = (program: Command, context: Context): void => {
  program
    .command('export')
    .description('Write the product so far into a folder; never over what you changed there')
    .argument('<session>', 'its name')
    .option('--out <dir>', 'the folder (default: sdlc_output/<session>)')
    .option('--json', 'the report as one JSON object')
    .action(async (name: string, options: object) => {
      const { session, json, out } = await readSessionFlags(name, options);
      const report = await withClient((client, { loaded }) =>
        client.exportTo(session, out ?? path.join(loaded.config.outputDir, session)),
      );
      if (json === true) context.json(report);
      else for (const parts of exportLines(report)) context.out(parts);
      if (report.skipped.length > 0) context.exitCode = EXIT.failed;
    });
};
