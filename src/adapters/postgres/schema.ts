import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Budget } from '../../domain/budget.ts';
import type { Digest } from '../../domain/digest.ts';
import type { NanoUsd } from '../../domain/money.ts';
import type { PersonaId } from '../../domain/persona.ts';
import type { Phase } from '../../domain/phases.ts';
import type { ExecutionId, SessionId } from '../../domain/session.ts';
import type { TeamKind } from '../../domain/single-team.ts';
import type { PhaseView, Status } from '../../domain/status.ts';
import type { VerdictKind } from '../../domain/verdict.ts';
import type { ModelState } from '../../ports/model-states.ts';
import type { OpenCallRow } from '../../ports/records.ts';

/** Tables and views as the migrations make them. The domain's types hold: checks guard them. */
export interface Schema {
  sdlc_executions: ExecutionsTable;
  execution_phases: PhasesTable;
  execution_gates: GatesTable;
  journal: JournalTable;
  persona_runs: PersonaRunsTable;
  ledger_bytes: LedgerBytesTable;
  ledger_reuses: LedgerReusesTable;
  ledger: LedgerView;
  provider_leases: ProviderLeasesTable;
  provider_seconds: ProviderSecondsTable;
  model_states: ModelStatesTable;
}

interface ExecutionsTable {
  execution_id: Generated<ExecutionId>;
  number: GeneratedAlways<number>;
  session: SessionId;
  first_run_id: string;
  requirement: Digest;
  excerpt: string;
  model: string;
  /** Null for a team of personas. */
  team: TeamKind | null;
  revision: number | null;
  status: Generated<Status>;
  phase: Generated<Phase>;
  quality: number | null;
  tree: Digest | null;
  note: string | null;
  held: Generated<boolean>;
  budget: NanoUsd | null;
  /** Written as JSON. */
  caps: ColumnType<Pick<Budget, 'phases' | 'personas'> | null, string | null, string | null>;
  started_at: Generated<Date>;
  updated_at: Generated<Date>;
  ended_at: Date | null;
}

interface PhasesTable {
  execution_id: ExecutionId;
  phase: Phase;
  state: PhaseView['state'];
  iteration: number;
  iteration_limit: number;
  score: number | null;
  threshold: number | null;
  verdict: VerdictKind | null;
  reason: string | null;
  accepted_by: string | null;
}

interface GatesTable {
  execution_id: ExecutionId;
  judgement: number;
  kind: 'entry' | 'exit';
  phase: Phase;
  iteration: number;
  verdict: string;
  score: number | null;
  raw: number | null;
  threshold: number | null;
  tree: Digest;
  evidence: Digest;
  errors: number;
  warnings: number;
  at: Generated<Date>;
}

interface JournalTable {
  execution_id: ExecutionId;
  seq: number;
  at: Date;
  text: string;
}

/** Written by the ledger's functions only. */
interface PersonaRunsTable {
  execution_id: ExecutionId;
  run_id: string;
  persona: PersonaId;
  phase: Phase;
  iteration: number;
  input_digest: Digest;
  attempts: number;
  idle_attempts: number;
  held_attempt: number | null;
  parked_until: Date | null;
  worker: string;
  started_at: Date;
  opened_at: Date;
  ended_at: Date | null;
  patch: Digest | null;
  transcript: Digest | null;
  summary: string | null;
  steps: number | null;
  files: number | null;
}

/** Written by the ledger's functions only. */
export interface LedgerBytesTable {
  execution_id: ExecutionId;
  run_id: string;
  step: number;
  attempt: number;
  /** The n-th call of an answer from 1 has `result n`. */
  part: 'messages' | 'content' | `result ${number}`;
  bytes: Uint8Array;
}

/** Written by the ledger's functions only. */
interface LedgerReusesTable {
  execution_id: ExecutionId;
  run_id: string;
  fence: number;
  reused_run_id: string;
  saved: NanoUsd;
  at: Date;
}

export interface LedgerView {
  execution_id: ExecutionId;
  run_id: string;
  persona: PersonaId;
  phase: Phase;
  iteration: number;
  step: number;
  attempt: number;
  fence: number;
  model: string;
  request_digest: Digest;
  bound: NanoUsd;
  outcome: OpenCallRow['outcome'];
  cost: NanoUsd;
  possibly_billed: boolean;
  finish_reason: string | null;
  input_tokens: number | null;
  output_tokens: number | null;
  cached_input_tokens: number | null;
  cache_write_tokens_5m: number | null;
  cache_write_tokens_1h: number | null;
  reasoning_tokens: number | null;
  uncached_cost: NanoUsd | null;
  raw_usage: string | null;
  model_answered: string | null;
  provider_request_id: string | null;
  latency_ms: number | null;
  message: string | null;
  begun_at: Date;
  settled_at: Date | null;
}

/** Written by the function `provider_sync` only. */
interface ProviderLeasesTable {
  key: string;
  holder: string;
  slots: number;
  waiting: number;
  waits_until: Date | null;
  expires_at: Date;
}

/** Written by the functions of providers only. */
interface ProviderSecondsTable {
  key: string;
  second: number;
  requests: number;
  tokens: number;
}

interface ModelStatesTable {
  worker: string;
  model: string;
  state: ModelState['state'];
  since: Date;
  reason: string;
  expires_at: Date;
}
