import { raiseFor } from './budget.ts';
import type { Shortage } from './budget.ts';

/** What an execution can wait for a person to lift. */
export const BLOCK_KINDS = [
  'not_converging',
  'budget',
  'credentials',
  'model_unavailable',
  'unsafe_to_run',
  'failing_run',
  'ledger_conflict',
  'phase_timeout',
  'missing_input',
  'lost_object',
] as const;

export type BlockKind = (typeof BLOCK_KINDS)[number];

export interface Block {
  readonly kind: BlockKind;
  /** What was wrong and where, one or two sentences. */
  readonly message: string;
  /** What would lift it, with the message to send. */
  readonly lift: string;
  /** Of `budget`: what was missing. */
  readonly shortage?: Shortage;
}

const LIFTS: Readonly<Record<BlockKind, string>> = {
  not_converging:
    'decide for more iterations (resume with {"iterations":n}), another model (resume with {"model":"…"}), a changed requirement (rework with what changes as its reason, or a new session with another requirement), or to accept the tree as it is (approve, with who and why)',
  budget: 'raise the budget',
  credentials: 'mend the key or setting that the message names, restart the worker, then resume',
  model_unavailable: 'resume once the model answers, or resume with {"model":"…"}',
  unsafe_to_run: 'install a sandbox (bubblewrap) on the worker, then resume',
  failing_run:
    'look at the log of the persona run, then resume, so that it goes on with what it has, or resume with {"model":"…"}, so that it begins anew',
  ledger_conflict: 'resume with {"model":"…"} or rework, so that the run starts anew',
  missing_input: 'rework the persona that should have written it, or resume to look again',
  lost_object:
    'put the object store back (from a copy, or under the path of its setting), then resume',
  phase_timeout: 'resume to grant the phase its time again',
};

export const isBlockKind = (value: unknown): value is BlockKind =>
  typeof value === 'string' && (BLOCK_KINDS as readonly string[]).includes(value);

export const blockOf = (kind: BlockKind, message: string): Block => ({
  kind,
  message,
  lift: LIFTS[kind],
});

/** Blocked for want of money: says the exact command that lifts it. */
export const blockForBudget = (session: string, shortage: Shortage, message: string): Block => {
  const raise = raiseFor(shortage);
  return {
    ...blockOf('budget', message),
    lift: `maestro budget ${session} ${raise.words} (or more), or the message budget with ${JSON.stringify(raise.message)}`,
    shortage,
  };
};
