import { randomUUID } from 'node:crypto';
import { nanoUsd } from '../../../src/domain/money.ts';
import type { PersonaId } from '../../../src/domain/persona.ts';
import type { ExecutionId, SessionId } from '../../../src/domain/session.ts';
import { createRecords } from '../../../src/adapters/records/index.ts';
import type { Database } from '../../../src/adapters/postgres/index.ts';
import { digestOf } from '../../../src/ports/digests.ts';
import type {
  CallAnswer,
  CallFailure,
  CallRequest,
  RunIdentity,
  RunResult,
} from '../../../src/ports/ledger.ts';

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const BACKEND = 'backend_developer' as PersonaId;

export const newExecution = (db: Database): Promise<ExecutionId> =>
  createRecords(db).admit({
    session: `s-${randomUUID()}` as SessionId,
    firstRunId: randomUUID(),
    requirement: digestOf('A requirement'),
    excerpt: 'A requirement',
    model: 'blueprint',
  });

export const runOf = (
  executionId: ExecutionId,
  changes: Partial<RunIdentity> = {},
): RunIdentity => ({
  executionId,
  runId: 'backend_developer.implementation.1',
  persona: BACKEND,
  phase: 'implementation',
  iteration: 1,
  inputDigest: digestOf('input'),
  worker: 'host:1',
  ...changes,
});

export const requestOf = (step: number, changes: Partial<CallRequest> = {}): CallRequest => ({
  step,
  model: 'provider:model',
  digest: digestOf(`request ${String(step)}`),
  messages: bytes(`messages ${String(step)}`),
  bound: nanoUsd(1_000),
  ...changes,
});

export const answerOf = (text: string, changes: Partial<CallAnswer> = {}): CallAnswer => ({
  content: bytes(text),
  finishReason: 'stop',
  usage: { inputTokens: 12, outputTokens: 3 },
  rawUsage: '{"prompt_tokens":12,"completion_tokens":3}',
  cost: nanoUsd(300),
  latencyMs: 25,
  ...changes,
});

export const failureOf = (changes: Partial<CallFailure> = {}): CallFailure => ({
  outcome: 'rejected',
  message: 'The provider answered 529.',
  cost: nanoUsd(0),
  possiblyBilled: false,
  latencyMs: 7,
  ...changes,
});

export const resultOf = (runId: string, changes: Partial<RunResult> = {}): RunResult => ({
  runId,
  patch: digestOf('patch'),
  transcript: digestOf('transcript'),
  summary: 'Wrote the service.',
  steps: 1,
  cost: nanoUsd(0),
  files: 3,
  ...changes,
});
