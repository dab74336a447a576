import type { Outcome, Smoke } from './outcome.ts';
import { checkStop, GRACE_MS } from './steps.ts';

/** Asks the service to end, and looks at how it does. */
export const stopAndCheck = async (smoke: Smoke): Promise<Outcome> =>
  checkStop(smoke, await smoke.service.stop(GRACE_MS));
