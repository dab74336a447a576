import { setTimeout as delay } from 'node:timers/promises';
import type { MaestroClient, ObservedView } from '../../src/client/index.ts';
import { phaseIndex } from '../../src/domain/phases.ts';
import type { Phase } from '../../src/domain/phases.ts';
import type { Status } from '../../src/domain/status.ts';

/** What a test waits for. Each gives the view that fits, or throws with the last one. */
export interface Waits {
  /** `ms` at most, a minute when it isn't said. */
  until(
    session: string,
    what: string,
    fits: (view: ObservedView) => boolean,
    ms?: number,
  ): Promise<ObservedView>;
  untilStatus(session: string, status: Status, ms?: number): Promise<ObservedView>;
  /** Until the execution is in this phase, or a later one. */
  untilPhase(session: string, phase: Phase): Promise<ObservedView>;
  /** Until a persona runs. */
  untilRunning(session: string): Promise<ObservedView>;
}

const POLL_MS = 100;

const untilFits =
  (client: MaestroClient): Waits['until'] =>
  async (session, what, fits, ms = 60_000) => {
    const deadline = Date.now() + ms;
    for (;;) {
      const view = await client.status(session).catch((error: unknown) => error);
      if (!(view instanceof Error) && fits(view as ObservedView)) return view as ObservedView;
      if (Date.now() > deadline) {
        const last = view instanceof Error ? view.message : JSON.stringify(view, null, 1);
        throw new Error(`${session} did not come to "${what}" in ${String(ms)} ms: ${last}`);
      }
      await delay(POLL_MS);
    }
  };

/** The waits of one client. */
export const waitsOn = (client: MaestroClient): Waits => {
  const until = untilFits(client);
  return {
    until,
    untilStatus: (session, status, ms) =>
      until(session, status, (view) => view.status === status, ms),
    untilPhase: (session, phase) =>
      until(session, phase, (view) => phaseIndex(view.phase) >= phaseIndex(phase)),
    untilRunning: (session) => until(session, 'a run', ({ running }) => running.length > 0),
  };
};
