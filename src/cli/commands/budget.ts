import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { readBudgetFlags } from '../flags.ts';
import { tell } from '../tell.ts';

export const addBudget = (program: Command, context: Context): void => {
  program
    .command('budget')
    .description('Set the most that an execution may spend; lifts a block on it')
    .argument('<session>', 'its name')
    .argument('<usd>', 'US dollars, such as 2.50')
    .option('--phase <phase>', 'the cap of this phase instead')
    .option('--persona <id>', 'the cap of this persona instead')
    .option('--by <name>', 'who asks, for the journal')
    .option('--json', 'the answer as JSON')
    .action(async (session: string, usd: string, options: object) => {
      const flags = await readBudgetFlags({ ...options, session, usd });
      await tell(context, flags, (client) =>
        client.budget(flags.session, flags.usd, {
          ...(flags.phase === undefined ? {} : { phase: flags.phase }),
          ...(flags.persona === undefined ? {} : { persona: flags.persona }),
          ...(flags.by === undefined ? {} : { by: flags.by }),
        }),
      );
    });
};
