import { setTimeout as delay } from 'node:timers/promises';
import type { MaestroClient } from '../../client/client.ts';
import { hasEnded, waitsForPerson } from '../../client/view.ts';
import type { ObservedView } from '../../client/view.ts';
import { EXIT } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Reporter } from './reporter.ts';

/** Where following stopped. */
export type Followed =
  | { readonly kind: 'ended' | 'waiting'; readonly view: ObservedView }
  /** The person, or who read the output, went away; the execution goes on. */
  | { readonly kind: 'detached' };

export interface FollowOptions {
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
  /** Goes on while the execution waits for a person. */
  readonly keep?: boolean;
}

/** Shows an execution until it ends, waits for a person, or the signal comes. */
export const follow = async (
  client: MaestroClient,
  session: string,
  { reporter, signal, keep = false }: FollowOptions,
): Promise<Followed> => {
  let before: ObservedView | undefined;
  try {
    for await (const view of client.watch(session, { signal })) {
      reporter.show(view, before);
      before = view;
      if (hasEnded(view.status)) return { kind: 'ended', view };
      if (!keep && waitsForPerson(view.status)) return { kind: 'waiting', view };
    }
  } finally {
    reporter.done();
  }
  return { kind: 'detached' };
};

const LIFT_MS = 3_000;
const LOOK_MS = 100;

/** After a message was taken, waits a moment until it shows: it is acted upon a little later. */
export const untilLifted = async (client: MaestroClient, session: string): Promise<void> => {
  const end = Date.now() + LIFT_MS;
  while (Date.now() < end) {
    if (!waitsForPerson((await client.status(session)).status)) return;
    await delay(LOOK_MS);
  }
};

/** The exit code of where an execution is. */
export const exitOf = ({ status }: Pick<ObservedView, 'status'>): ExitCode => {
  if (status === 'completed') return EXIT.completed;
  if (status === 'failed' || status === 'cancelled') return EXIT.failed;
  return waitsForPerson(status) ? EXIT.waiting : EXIT.detached;
};
