import { randomUUID } from 'node:crypto';
import type { Phase } from '../domain/phases.ts';
import type { Acknowledgement } from '../domain/acknowledgement.ts';
import { parseMessage } from '../domain/messages.ts';
import type { MessageName } from '../domain/messages.ts';
import { endOf } from './ended.ts';
import { AlreadyEnded, InvalidInput, NotFound } from './errors.ts';
import { translated } from './failures.ts';
import { describe } from './observe.ts';
import type { Services } from './services.ts';
import { sessionOf } from './sessions.ts';

export interface PauseOptions {
  /** Cancels persona runs in flight; they continue from the ledger. */
  readonly now?: boolean;
  /** Who asks, for the journal. */
  readonly by?: string;
}

export interface ResumeOptions {
  /** 1 to 10 more iterations for a phase that does not converge. */
  readonly iterations?: number;
  readonly model?: string;
  readonly by?: string;
}

export interface ReworkRequest {
  /** The current phase's team when absent. */
  readonly personas?: readonly string[];
  /** What to change; at most 4000 characters. */
  readonly reason: string;
  readonly by?: string;
}

export interface ApproveRequest {
  /** Of the tree that was looked at: `awaiting.digest` of the status. */
  readonly digest: string;
  readonly by: string;
  readonly reason?: string;
}

export interface RejectRequest extends ApproveRequest {
  readonly reason: string;
}

/** Whose limit is set; the whole execution's when both are absent. */
export interface BudgetOptions {
  readonly phase?: Phase;
  readonly persona?: string;
  readonly by?: string;
}

const withoutUndefined = (body: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));

/**
 * Sends a message as an update and gives the execution's answer.
 * @throws InvalidInput, MessageRefused, AlreadyEnded, NotFound, WorkerAway, NotReachable
 */
export const steer = async (
  services: Services,
  name: MessageName,
  sessionText: string,
  message: object,
): Promise<Acknowledgement> => {
  const session = sessionOf(sessionText);
  const body = withoutUndefined(message);
  const read = parseMessage(name, [body]);
  if (!read.ok) throw new InvalidInput(read.problem);
  const client = await services.temporal();
  try {
    return await translated(session, () =>
      client.connection.withDeadline(Date.now() + services.updateTimeoutMs, () =>
        client.workflow
          .getHandle(session)
          // The id makes a repeated request the same update, not a second one.
          .executeUpdate<Acknowledgement, [object]>(name, { args: [body], updateId: randomUUID() }),
      ),
    );
  } catch (error) {
    // Temporal's answer is the same for "never was" and "has ended".
    if (!(error instanceof NotFound)) throw error;
    const end = endOf(await describe(services, session));
    throw end === undefined ? error : new AlreadyEnded(session, end);
  }
};
