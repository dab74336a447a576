import type { MaestroClient } from '../client/client.ts';
import type { SessionFlags } from '../schemas/flags.ts';
import { BadInput } from './bad-input.ts';

/** The digest that a decision is about: the one given, or that of the tree that waits now. */
export const waitingTree = async (
  client: MaestroClient,
  { session, digest }: SessionFlags,
): Promise<string> => {
  if (digest !== undefined) return digest;
  const { awaiting, status } = await client.status(session);
  if (awaiting !== undefined) return awaiting.digest;
  throw new BadInput(`"${session}" is ${status.replace('_', ' ')}; no tree waits for a decision.`);
};
