import type { SessionId } from '../domain/session.ts';
import type { Status } from '../domain/status.ts';

/** What was given can't be used; nothing was sent. The message says what is expected. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
}

/** Something else is being built, or was built, under this session. */
export class SessionTaken extends Error {
  override readonly name = 'SessionTaken';
  readonly session: SessionId;

  constructor(session: SessionId, other: 'project' | 'requirement' = 'requirement') {
    super(
      other === 'requirement'
        ? `The session "${session}" exists with another requirement; choose another session, or leave the requirement out and resume this one.`
        : `The session "${session}" exists, and did not begin with this project as it is now; choose another session, or resume this one.`,
    );
    this.session = session;
  }
}

/** Neither Temporal nor the records know the session. */
export class NotFound extends Error {
  override readonly name = 'NotFound';

  constructor(session: SessionId) {
    super(`There is no execution "${session}"; list shows those that there are.`);
  }
}

/** The execution looked at the message and refused it; nothing changed. */
export class MessageRefused extends Error {
  override readonly name = 'MessageRefused';
}

/** Executions that have ended take no messages. */
export class AlreadyEnded extends Error {
  override readonly name = 'AlreadyEnded';
  readonly status: Status;

  constructor(session: SessionId, status: Status) {
    super(
      `The execution "${session}" has ended (${status}) and takes no messages; export what it made, or start another one under a new session.`,
    );
    this.status = status;
  }
}

/** A server that is needed does not answer. */
export class NotReachable extends Error {
  override readonly name = 'NotReachable';
}

/** Temporal answers, but no worker does: what needs the execution's own answer can't be done now. */
export class WorkerAway extends Error {
  override readonly name = 'WorkerAway';

  constructor(what: string) {
    super(
      `${what}: no worker answered in time. Start one, or send a signal of the same name, which waits for it.`,
    );
  }
}

/** This client was connected without something that the call needs. */
export class NotConfigured extends Error {
  override readonly name = 'NotConfigured';

  constructor(what: string, option: string) {
    super(`${what} needs ${option}, which this client was connected without.`);
  }
}

/** The execution ended without a product that passed. */
export class ExecutionEnded extends Error {
  override readonly name = 'ExecutionEnded';
  readonly status: 'failed' | 'cancelled';

  constructor(session: SessionId, status: 'failed' | 'cancelled', reason: string) {
    super(
      `The execution "${session}" ${status === 'failed' ? 'failed' : 'was cancelled'}: ${reason}`,
    );
    this.status = status;
  }
}

/** There is no such file, or no tree yet. */
export class NoArtifact extends Error {
  override readonly name = 'NoArtifact';
}

/** The folder can't take this export; nothing in it was changed. */
export class ExportRefused extends Error {
  override readonly name = 'ExportRefused';
}
