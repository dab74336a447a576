import type { Budget } from './budget.ts';
import type { ModelChoices } from './model-choice.ts';
import type { Phase } from './phases.ts';
import type { Thresholds } from './thresholds.ts';

export interface SandboxLimits {
  readonly memoryBytes: number;
  readonly processes: number;
  readonly wallMs: number;
  /** Of standard output and error together, in bytes; more is cut. */
  readonly outputBytes: number;
  /** Of all files written inside, in bytes. */
  readonly diskBytes: number;
}

export interface Limits {
  /** Working time of one phase, in ms; waiting for a person does not count. */
  readonly phaseTimeoutMs: number;
  /** One execution of a persona run's activity, in ms. */
  readonly personaTimeoutMs: number;
  /** Model calls of one persona run. */
  readonly stepsPerRun: number;
  /** Bytes of a whole tree. */
  readonly outputBytes: number;
  /** Files of a whole tree. */
  readonly outputFiles: number;
  /** Output tokens of one model call. */
  readonly outputTokens: number;
  /** Tokens from which a conversation is compacted; by what the model can read when absent. */
  readonly compactAtTokens?: number | undefined;
  readonly sandbox: SandboxLimits;
}

/**
 * `bubblewrap`; `container`: of docker or podman; `plain`: a child process, for blueprint's own output
 * only; `none`: nothing may run.
 */
export type SandboxKind = 'bubblewrap' | 'container' | 'plain' | 'none';

/** Which kind of registry packages come from. */
export type RegistryKind = 'npm' | 'pypi';

/** How products that a real model wrote may be installed. */
export interface PackageGrant {
  /** Registries that can be reached while installing; none: nothing has a network. */
  readonly registries: readonly RegistryKind[];
  /** Whether packages may run scripts of their own, in the sandbox. */
  readonly scripts: boolean;
}

/** What `admit` resolved and recorded: from here on no file or variable is looked at again. */
export interface Settings {
  /** One or a list, as in `model-spec.ts`. */
  readonly model: string;
  /** For some phases and personas. */
  readonly models?: ModelChoices;
  /** Absent in admissions before there were budgets. */
  readonly budget?: Budget;
  readonly maxPhaseIterations: number;
  readonly thresholds: Thresholds;
  /** Whether a prediction may accept a phase below its threshold; absent in earlier admissions. */
  readonly acceptOnPrediction?: boolean;
  readonly limits: Limits;
  /** The time that an exit gate gives to mutants, in ms; absent in earlier admissions. */
  readonly mutationMs?: number;
  /** And to running tests again and in other orders, in ms; absent in earlier admissions. */
  readonly orderMs?: number;
  /** Asked for an opinion at each exit gate, one or a list; nobody when absent. */
  readonly judgeModel?: string;
  readonly sandbox: SandboxKind;
  /** Absent in earlier admissions: then nothing has a network. */
  readonly packages?: PackageGrant;
  /** Phases after which a person must approve the tree. */
  readonly approvals: readonly Phase[];
  readonly assumeRecords: boolean;
  /** Whether search attributes are registered in this namespace. */
  readonly searchAttributes: boolean;
}

export const ITERATIONS_MIN = 1;
export const ITERATIONS_MAX = 10;
export const ITERATIONS_DEFAULT = 3;

export const isIterations = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= ITERATIONS_MIN && Number(value) <= ITERATIONS_MAX;
