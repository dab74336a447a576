import type { ChildProcess } from 'node:child_process';
import type { Holds } from '../../ports/sandbox.ts';

/** A command that was started, and how to reach everything that belongs to it. */
export interface Contained {
  /** Our direct child. Its standard output is all that the command prints. */
  readonly child: ChildProcess;
  readonly holds: Holds;
  /** Pids of everything that it started. */
  readonly members: () => readonly number[];
  /** Whether it has used up its memory. */
  readonly outOfMemory: () => boolean;
  /** Files and folders in file systems of its own that live in memory. */
  readonly filesInMemory: () => number;
  /** Asks the command, not its helpers, to end (SIGTERM). */
  readonly terminate: () => void;
  /** SIGKILL for everything. */
  readonly kill: () => void;
  /** Settles when nothing of it runs any more. @throws SandboxFailed when that takes too long. */
  readonly gone: () => Promise<void>;
  /** What the sandbox itself had to complain about, read from its own standard error. */
  readonly complaint: (stderr: string) => string | undefined;
}
