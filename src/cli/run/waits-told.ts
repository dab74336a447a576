import type { ObservedView } from '../../client/view.ts';

/** After which a wait is told again that lasts, or comes again, in ms. */
const AGAIN_MS = 60_000;

/**
 * What runs wait for that is tried again by itself, for reporters that write one line after another:
 * such a wait goes away and comes back with each try, and is told once a minute.
 * @returns the reasons of a view that are to be told
 */
export const createWaitsTold = (): ((view: ObservedView) => readonly string[]) => {
  /** When each was told last. */
  const told = new Map<string, number>();
  return ({ providerWaits = [], observedAt }) => {
    for (const [reason, at] of told) if (observedAt - at >= AGAIN_MS) told.delete(reason);
    const due = providerWaits.filter((reason) => !told.has(reason));
    for (const reason of due) told.set(reason, observedAt);
    return due;
  };
};
