import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { readSessionFlags } from '../flags.ts';
import { withClient } from '../with-client.ts';

export const addCancel = (program: Command, context: Context): void => {
  program
    .command('cancel')
    .description('End an execution; what it has made so far can still be exported')
    .argument('<session>', 'its name')
    .option('--json', 'the answer as JSON')
    .action(async (name: string, options: object) => {
      const { session, json } = await readSessionFlags(name, options);
      await withClient((client) => client.cancel(session));
      if (json === true) context.json({ session, message: 'It is being cancelled.' });
      else context.out(`${session}: it is being cancelled.`);
    });
};
