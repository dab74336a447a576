import type { ChildProcess } from 'node:child_process';

/** A command that was started, and how to reach everything that belongs to it. */
export interface Contained {
  /** Our direct child. Its standard output is all that the command prints. */
  readonly child: ChildProcess;
  /** Pids of everything that it started. */
  readonly members: () => readonly number[];
  /** Asks the command, not its helpers, to end (SIGTERM). */
  readonly terminate: () => void;
  /** SIGKILL for everything. */
  readonly kill: () => void;
  /** Settles when nothing of it runs any more. @throws SandboxFailed when that takes too long. */
  readonly gone: () => Promise<void>;
  /** What the sandbox itself had to complain about, read from its own standard error. */
  readonly complaint: (stderr: string) => string | undefined;
}
