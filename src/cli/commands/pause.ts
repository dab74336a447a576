import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { readSessionFlags } from '../flags.ts';
import { tell } from '../tell.ts';

export const addPause = (program: Command, context: Context): void => {
  program
    .command('pause')
    .description('Start no new persona run or model call')
    .argument('<session>', 'its name')
    .option('--now', 'also interrupt runs in flight; they continue from where they were')
    .option('--by <name>', 'who asks, for the journal')
    .option('--json', 'the answer as JSON')
    .action(async (name: string, options: object) => {
      const flags = await readSessionFlags(name, options);
      await tell(context, flags, (client) =>
        client.pause(flags.session, {
          ...(flags.now === undefined ? {} : { now: flags.now }),
          ...(flags.by === undefined ? {} : { by: flags.by }),
        }),
      );
    });
};
