import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { table } from '../display/table.ts';
import { readSessionFlags } from '../flags.ts';
import { withClient } from '../with-client.ts';

export const addArtifacts = (program: Command, context: Context): void => {
  program
    .command('artifacts')
    .description('List the files of the product so far, and who wrote them')
    .argument('<session>', 'its name')
    .option('--json', 'one JSON object a line')
    .action(async (name: string, options: object) => {
      const { session, json } = await readSessionFlags(name, options);
      const files = await withClient((client) => client.artifacts(session));
      if (json === true) {
        for (const file of files) context.json(file);
        return;
      }
      const rows = files.map(({ path, size, digest, producedBy }) => [
        path,
        String(size),
        digest.slice(0, 12),
        producedBy,
      ]);
      for (const parts of table([['path', 'bytes', 'digest', 'written by'], ...rows])) {
        context.out(parts);
      }
    });
};
