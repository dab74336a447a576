import { commandLine } from '../config/command.ts';
import { EXIT } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';

/**
 * The exit code of each kind of failure. By name, so that nothing has to be loaded to tell that the
 * input was bad.
 */
const CODES: Readonly<Partial<Record<string, ExitCode>>> = {
  BadInput: EXIT.badInput,
  InvalidInput: EXIT.badInput,
  ConfigError: EXIT.badInput,
  PersonaInvalid: EXIT.badInput,
  ModelNotConfigured: EXIT.badInput,
  RequirementNotSupported: EXIT.badInput,
  SessionTaken: EXIT.badInput,
  NotFound: EXIT.badInput,
  MessageRefused: EXIT.badInput,
  AlreadyEnded: EXIT.badInput,
  NoArtifact: EXIT.badInput,
  ExportRefused: EXIT.badInput,
  DatabaseUrlInvalid: EXIT.badInput,
  ProjectUnreadable: EXIT.badInput,
  DatabaseUnreachable: EXIT.notReachable,
  NotReachable: EXIT.notReachable,
  NotConfigured: EXIT.notReachable,
  WorkerAway: EXIT.notReachable,
  StackError: EXIT.notReachable,
  NoSandbox: EXIT.notReachable,
};

/** Where nothing answers, a person can start it; only we know with which command. */
const REMEDIED: readonly string[] = ['NotReachable', 'WorkerAway'];

export interface Failure {
  readonly code: ExitCode;
  /** For standard error. */
  readonly message: string;
}

/** What to say and end with after something was thrown; never a stack. */
export const failureOf = (error: unknown): Failure => {
  const message = error instanceof Error ? error.message : String(error);
  const name = error instanceof Error ? error.name : '';
  const remedy = REMEDIED.includes(name) ? ` Start what is missing with: ${commandLine('up')}` : '';
  return { code: CODES[name] ?? EXIT.failed, message: `${message}${remedy}` };
};
