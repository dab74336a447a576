import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { readSessionFlags } from '../flags.ts';
import { tell } from '../tell.ts';
import { needed } from '../with-client.ts';

export const addRework = (program: Command, context: Context): void => {
  program
    .command('rework')
    .description('Have personas work again, with a reason')
    .argument('<session>', 'its name')
    .option('--persona <id...>', "who (default: the current phase's team)")
    .option('--reason <text>', 'what to change')
    .option('--by <name>', 'who asks, for the journal')
    .option('--json', 'the answer as JSON')
    .action(async (name: string, { persona, ...options }: { readonly persona?: string[] }) => {
      const flags = await readSessionFlags(name, {
        ...options,
        ...(persona && { personas: persona }),
      });
      const reason = needed(flags.reason, 'Say what to change with --reason TEXT.');
      await tell(context, flags, (client) =>
        client.rework(flags.session, {
          reason,
          ...(flags.personas === undefined ? {} : { personas: flags.personas }),
          ...(flags.by === undefined ? {} : { by: flags.by }),
        }),
      );
    });
};
