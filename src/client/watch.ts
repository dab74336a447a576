import { setTimeout as delay } from 'node:timers/promises';
import type { SessionId } from '../domain/session.ts';
import { NotReachable, WorkerAway } from './errors.ts';
import { observe } from './observe.ts';
import type { Services } from './services.ts';
import { hasEnded } from './view.ts';
import type { ObservedView } from './view.ts';

export interface WatchOptions {
  /** Ends the iteration, without an error. */
  readonly signal?: AbortSignal;
  /** Between two looks, in ms; default 300. */
  readonly intervalMs?: number;
  /** How long nothing may answer before the iteration throws, in ms; default 60,000. */
  readonly patienceMs?: number;
}

/** What a view says, apart from clocks. */
const essence = (view: ObservedView): string =>
  JSON.stringify({ ...view, elapsedMs: 0, observedAt: 0 });

const pause = async (ms: number, signal?: AbortSignal): Promise<void> => {
  await delay(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
};

/**
 * Yields the view now and whenever it has changed, the last time when the execution has ended.
 * A server that is away for a moment is waited for.
 * @throws NotFound, NotReachable and WorkerAway when nothing answered for `patienceMs`.
 */
export async function* watch(
  services: Services,
  session: SessionId,
  { signal, intervalMs = 300, patienceMs = 60_000 }: WatchOptions = {},
): AsyncGenerator<ObservedView, void, undefined> {
  let last = '';
  let answered = Date.now();
  while (signal?.aborted !== true) {
    let view: ObservedView | undefined;
    try {
      view = await observe(services, session);
      answered = Date.now();
    } catch (error) {
      const passing = error instanceof NotReachable || error instanceof WorkerAway;
      if (!passing || Date.now() - answered > patienceMs) throw error;
    }
    if (view !== undefined && essence(view) !== last) {
      last = essence(view);
      yield view;
      if (hasEnded(view.status)) return;
    }
    await pause(intervalMs, signal);
  }
}
