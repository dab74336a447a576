import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { frame } from '../display/frame.ts';
import { readSessionFlags } from '../flags.ts';
import { withClient } from '../with-client.ts';

export const addStatus = (program: Command, context: Context): void => {
  program
    .command('status')
    .description('Show where an execution is')
    .argument('<session>', 'its name')
    .option('--json', 'the whole status as one JSON object')
    .action(async (name: string, options: object) => {
      const { session, json } = await readSessionFlags(name, options);
      const view = await withClient((client) => client.status(session));
      if (json === true) context.json(view);
      else for (const parts of frame(view, { now: Date.now() })) context.out(parts);
    });
};
