import type { ObservedView } from '../../client/view.ts';
import { commandLine } from '../../config/command.ts';
import { raiseFor } from '../../domain/budget.ts';
import { line, span } from './line.ts';
import type { Line } from './line.ts';

/** What a person can do about a wait, as commands of ours. */
const commandsFor = ({ session, status, block, awaiting }: ObservedView): readonly string[] => {
  if (awaiting !== undefined && status === 'awaiting_approval') {
    return [`approve ${session} --by NAME`, `reject ${session} --by NAME --reason TEXT`];
  }
  if (block?.kind === 'not_converging') {
    return [
      `resume ${session} --iterations N   (more iterations)`,
      `resume ${session} --model SPEC   (another model)`,
      `rework ${session} --reason TEXT   (a changed requirement)`,
      `approve ${session} --by NAME --reason TEXT   (accepts the tree as it is)`,
    ];
  }
  // Only `run` gives the settings of this shell to the worker; without them it would block again.
  if (block?.kind === 'credentials') return [`run --resume ${session}`];
  if (block?.shortage !== undefined) return [`budget ${session} ${raiseFor(block.shortage).words}`];
  return [`resume ${session}`];
};

/** What the execution waits for and what would lift it; nothing while it works. */
export const waitLines = (view: ObservedView): readonly Line[] => {
  const { status, block, awaiting, note } = view;
  const commands = commandsFor(view).map((command) =>
    line('  ', span(commandLine(command), 'bold')),
  );
  if (status === 'blocked') {
    const why = block === undefined ? (note ?? '') : `${block.kind}: ${block.message}`;
    const lift =
      block === undefined || block.shortage !== undefined
        ? []
        : [line(`To lift it: ${block.lift}.`)];
    return [line(span('Blocked', 'yellow'), ` ${why}`), ...lift, ...commands];
  }
  if (status === 'awaiting_approval') {
    const what =
      awaiting === undefined
        ? ''
        : ` after ${awaiting.phase}, of the tree ${awaiting.digest.slice(0, 12)}`;
    return [line(span('Waits for approval', 'yellow'), `${what}:`), ...commands];
  }
  if (status === 'paused') return [line(span('Paused', 'yellow'), ', goes on with:'), ...commands];
  if (status === 'pausing') return [line(`Pausing (${String(view.running.length)} running).`)];
  return [];
};

const providerLines = ({ providerWaits = [] }: ObservedView): readonly Line[] =>
  providerWaits.map((why) => line(span('Waits by itself: ', 'yellow'), why));

/** Why it stands where it does: what it waits for, or what it failed with. */
export const standingLines = (view: ObservedView): readonly Line[] => [
  ...providerLines(view),
  ...waitLines(view),
  ...(view.failure === undefined ? [] : [line(span('Failed: ', 'red'), view.failure)]),
];
