import type { ObservedView } from '../../client/view.ts';

/**
 * Makes views fit for one clock. A view's `elapsedMs` is the workflow's time at its last step, and
 * `observedAt` ours a little later, by an amount that changes from view to view: a start worked
 * out of each view anew would move, and the time since it would go back now and then. The
 * earliest start seen is the nearest to the true one, and only ever moves so that time grows.
 * @returns the view with `observedAt` such that `observedAt - elapsedMs` is that start.
 */
export const steadyClock = (): ((view: ObservedView) => ObservedView) => {
  let began = Infinity;
  return (view) => {
    began = Math.min(began, view.observedAt - view.elapsedMs);
    return { ...view, observedAt: began + view.elapsedMs };
  };
};
