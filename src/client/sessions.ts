import { parseSession } from '../domain/session.ts';
import type { SessionId } from '../domain/session.ts';
import { InvalidInput } from './errors.ts';

/** @throws InvalidInput when the text can't be a session. */
export const sessionOf = (text: string): SessionId => {
  const session = parseSession(text);
  if (!session.ok) throw new InvalidInput(session.problem);
  return session.value;
};
