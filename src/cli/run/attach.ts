import type { MaestroClient } from '../../client/client.ts';
import type { ObservedView } from '../../client/view.ts';
import type { Context } from '../context.ts';
import { commandLine } from '../../config/command.ts';
import { line, span } from '../display/line.ts';
import { EXIT } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { chooseReporter } from './choose-reporter.ts';
import { finish } from './finish.ts';
import { follow } from './follow.ts';
import { onInterrupt } from './interrupt.ts';

export interface FollowThrough {
  readonly out: string;
  readonly json: boolean;
  readonly attached: boolean;
}

const sayHowToComeBack = (context: Context, session: string, json: boolean): void => {
  if (json) {
    context.json({ event: 'detached', session, resume: commandLine(`run --resume ${session}`) });
    return;
  }
  context.out(line('The execution goes on without this terminal. Come back with:'));
  context.out(line('  ', span(commandLine(`run --resume ${session}`), 'bold')));
  context.out(line('  ', span(commandLine(`watch ${session}`), 'bold')));
};

/** Follows an execution to where it stops, exports it and sums it up; Ctrl-C leaves it running. */
export const followThrough = async (
  context: Context,
  client: MaestroClient,
  session: string,
  { out, json, attached }: FollowThrough,
): Promise<ExitCode> => {
  const interrupt = onInterrupt(context.closed);
  try {
    const reporter = await chooseReporter(context, client, { json, attached });
    const followed = await follow(client, session, { reporter, signal: interrupt.signal });
    if (followed.kind !== 'detached') {
      const shown = !json && context.stdout.isTTY;
      return await finish(context, client, followed.view, { out, json, shown });
    }
  } finally {
    interrupt.dispose();
  }
  sayHowToComeBack(context, session, json);
  return EXIT.detached;
};

/** Whether a view is one that a person has to look at before it can go on. */
export const asksForDecision = ({ status, block }: ObservedView): boolean =>
  status === 'awaiting_approval' || (status === 'blocked' && block?.kind === 'not_converging');
