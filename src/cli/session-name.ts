import { randomBytes } from 'node:crypto';
import { parseSession } from '../domain/session.ts';
import type { SessionId } from '../domain/session.ts';
import { BadInput } from './bad-input.ts';

const FILLERS = new Set(
  'a an and are as at be build by create develop for from has have i in is it make of on or please should so system that the their them they this to want we where which who will with'.split(
    ' ',
  ),
);

const WORDS = 3;
const LENGTH_MAX = 48;

/** The first words of a requirement that say something, in ASCII: `task-management-projects`. */
export const slugOf = (requirement: string): string => {
  const ascii = requirement.slice(0, 1_000).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = (ascii.match(/[a-z0-9]+/g) ?? []).filter((word) => !FILLERS.has(word));
  const slug = words.slice(0, WORDS).join('-').slice(0, LENGTH_MAX).replace(/-$/, '');
  return slug === '' ? 'session' : slug;
};

/** A readable session for a requirement; the end makes it a new one each time. */
export const newSession = (requirement: string): SessionId => {
  const session = parseSession(`${slugOf(requirement)}-${randomBytes(2).toString('hex')}`);
  if (!session.ok) throw new BadInput(`Give a --session. ${session.problem}`);
  return session.value;
};
