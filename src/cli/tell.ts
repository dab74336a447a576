import type { MaestroClient } from '../client/client.ts';
import type { Acknowledgement } from '../domain/acknowledgement.ts';
import type { SessionFlags } from '../schemas/flags.ts';
import type { Context } from './context.ts';
import { withClient } from './with-client.ts';

/** Sends a message to an execution and shows its answer. */
export const tell = async (
  context: Context,
  { session, json }: Pick<SessionFlags, 'session' | 'json'>,
  send: (client: MaestroClient) => Promise<Acknowledgement>,
): Promise<void> => {
  const answer = await withClient(send);
  if (json === true) context.json({ session, ...answer });
  else context.out(`${session}: ${answer.message}`);
};
