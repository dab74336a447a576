import type { ChildProcess } from 'node:child_process';

/** A command that was started, and how to reach everything that belongs to it. */
export interface Contained {
  /** Our direct child. Its standard output is all that the command prints. */
  readonly child: ChildProcess;
  /** Pids of everything that it started. */
  members(): readonly number[];
  /** Asks the command, not its helpers, to end (SIGTERM). */
  terminate(): void;
  /** SIGKILL for everything. */
  kill(): void;
  /** Settles when nothing of it runs any more. @throws SandboxFailed when that takes too long. */
  gone(): Promise<void>;
  /** What the sandbox itself had to complain about, read from its own standard error. */
  complaint(stderr: string): string | undefined;
}
