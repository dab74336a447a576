import type { Command } from 'commander';
import { commandLine, quietCommandLine } from '../../config/command.ts';
import type { Context } from '../context.ts';
import { shellWord } from '../display/shell.ts';
import { readConfig } from '../with-client.ts';

export const addUp = (program: Command, context: Context): void => {
  program
    .command('up')
    .description('Start Temporal, Postgres and the worker in the background')
    .addHelpText(
      'after',
      `\nFor the temporal CLI in this shell: eval "$(${quietCommandLine('up')})"`,
    )
    .action(async () => {
      const loaded = await readConfig();
      const { up } = await import('../../stack/index.ts');
      const stack = await up({ loaded, say: context.say });
      if (!stack.started) context.say('The stack was up already.');
      if (stack.uiUrl !== undefined) context.say(`Temporal Web UI: ${stack.uiUrl}`);
      context.say(`Stop it with: ${commandLine('down')}`);
      context.text(`export TEMPORAL_ADDRESS=${shellWord(stack.temporalAddress)}`);
      if (stack.cliDirectory !== undefined) {
        context.text(`export PATH=${shellWord(stack.cliDirectory)}:"$PATH"`);
      }
    });
};
