import type { Command } from 'commander';
import { modelsOf } from '../../domain/model-spec.ts';
import { checkModels } from '../check-models.ts';
import type { Context } from '../context.ts';
import { readSessionFlags } from '../flags.ts';
import { tell } from '../tell.ts';
import { readConfig } from '../with-client.ts';

export const addResume = (program: Command, context: Context): void => {
  program
    .command('resume')
    .description('Go on after a pause, or lift what blocks')
    .argument('<session>', 'its name')
    .option('--iterations <n>', 'grant a phase that does not converge more attempts, 1 to 10')
    .option('--model <spec>', 'go on with another model')
    .option('--by <name>', 'who asks, for the journal')
    .option('--json', 'the answer as JSON')
    .action(async (name: string, options: object) => {
      const flags = await readSessionFlags(name, options);
      if (flags.model !== undefined) {
        await checkModels(modelsOf(flags.model), await readConfig());
      }
      await tell(context, flags, (client) =>
        client.resume(flags.session, {
          ...(flags.iterations === undefined ? {} : { iterations: flags.iterations }),
          ...(flags.model === undefined ? {} : { model: flags.model }),
          ...(flags.by === undefined ? {} : { by: flags.by }),
        }),
      );
    });
};
