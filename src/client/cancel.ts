import { endOf } from './ended.ts';
import { AlreadyEnded } from './errors.ts';
import { translated } from './failures.ts';
import { describe } from './observe.ts';
import type { Services } from './services.ts';
import { sessionOf } from './sessions.ts';

/**
 * Asks Temporal to cancel an execution; it cleans up, then ends as `cancelled`.
 * @throws NotFound, AlreadyEnded, NotReachable
 */
export const cancel = async (services: Services, sessionText: string): Promise<void> => {
  const session = sessionOf(sessionText);
  const end = endOf(await describe(services, session));
  if (end !== undefined) throw new AlreadyEnded(session, end);
  const client = await services.temporal();
  await translated(session, async () => {
    await client.workflow.getHandle(session).cancel();
  });
};
