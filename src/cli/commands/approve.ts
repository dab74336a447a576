import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { readSessionFlags } from '../flags.ts';
import { tell } from '../tell.ts';
import { waitingTree } from '../waiting-tree.ts';
import { needed } from '../with-client.ts';

export const addApprove = (program: Command, context: Context): void => {
  program
    .command('approve')
    .description('Accept the tree that waits, on record')
    .argument('<session>', 'its name')
    .option('--by <name>', 'who approves')
    .option('--digest <digest>', 'of the tree that was looked at (default: the one that waits)')
    .option('--reason <text>', 'why, for the journal')
    .option('--json', 'the answer as JSON')
    .action(async (name: string, options: object) => {
      const flags = await readSessionFlags(name, options);
      const by = needed(flags.by, 'Say who approves with --by NAME.');
      const reason = flags.reason === undefined ? {} : { reason: flags.reason };
      await tell(context, flags, async (client) =>
        client.approve(flags.session, { digest: await waitingTree(client, flags), by, ...reason }),
      );
    });
};
