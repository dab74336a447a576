import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { readSessionFlags } from '../flags.ts';
import { tell } from '../tell.ts';
import { waitingTree } from '../waiting-tree.ts';
import { needed } from '../with-client.ts';

export const addReject = (program: Command, context: Context): void => {
  program
    .command('reject')
    .description('Send the tree that waits back to its team, with a reason')
    .argument('<session>', 'its name')
    .option('--by <name>', 'who rejects')
    .option('--reason <text>', 'what to change')
    .option('--digest <digest>', 'of the tree that was looked at (default: the one that waits)')
    .option('--json', 'the answer as JSON')
    .action(async (name: string, options: object) => {
      const flags = await readSessionFlags(name, options);
      const by = needed(flags.by, 'Say who rejects with --by NAME.');
      const reason = needed(flags.reason, 'Say what to change with --reason TEXT.');
      await tell(context, flags, async (client) =>
        client.reject(flags.session, { digest: await waitingTree(client, flags), by, reason }),
      );
    });
};
