import type { Command } from 'commander';
import type { SessionFlags } from '../../schemas/flags.ts';
import type { Context } from '../context.ts';
import { qualityLines } from '../display/quality-lines.ts';
import { standingLines } from '../display/waits.ts';
import { EXIT } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { readSessionFlags } from '../flags.ts';
import { withClient } from '../with-client.ts';

const watch = async (
  context: Context,
  { session, json, keep }: SessionFlags,
): Promise<ExitCode> => {
  const { chooseReporter } = await import('../run/choose-reporter.ts');
  const { exitOf, follow } = await import('../run/follow.ts');
  const { onInterrupt } = await import('../run/interrupt.ts');
  return withClient(async (client) => {
    const interrupt = onInterrupt(context.closed);
    try {
      const choice = { json: json === true, attached: true };
      const reporter = await chooseReporter(context, client, choice);
      const options = { reporter, signal: interrupt.signal, keep: keep === true };
      const followed = await follow(client, session, options);
      if (followed.kind === 'detached') return EXIT.detached;
      const shown = json === true || context.stdout.isTTY;
      const { view } = followed;
      const last = shown ? [] : [...qualityLines(view.phases), ...standingLines(view)];
      for (const parts of last) context.out(parts);
      return exitOf(view);
    } finally {
      interrupt.dispose();
    }
  });
};

export const addWatch = (program: Command, context: Context): void => {
  program
    .command('watch')
    .description(
      'Follow an execution until it ends or waits for a person; Ctrl-C leaves it running',
    )
    .argument('<session>', 'its name')
    .option('--keep', 'go on while it waits for a person')
    .option('--json', 'one JSON object a line')
    .action(async (name: string, options: object) => {
      context.exitCode = await watch(context, await readSessionFlags(name, options));
    });
};
