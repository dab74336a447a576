import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { readConfig } from '../with-client.ts';

export const addDown = (program: Command, context: Context): void => {
  program
    .command('down')
    .description('Stop what up started; executions continue after the next up')
    .action(async () => {
      const { config } = await readConfig();
      const { down } = await import('../../stack/index.ts');
      const { ended } = await down(config, context.say);
      context.say(ended.length === 0 ? 'Nothing was running.' : `Stopped: ${ended.join(', ')}.`);
    });
};
