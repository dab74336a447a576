/** The SDK for other services: `import { MaestroClient } from 'maestro-sdlc/client'`. */
import type { MaestroClient as Client } from './client.ts';
import { connect } from './connect.ts';

export type MaestroClient = Client;
/** `MaestroClient.connect(options)` gives a client; see {@link connect}. */
export const MaestroClient = { connect } as const;

export type { ClientOptions } from './options.ts';
export type { RemediationRequest, RemediationStarted } from './remediate.ts';
export type { Started, StartRequest } from './start.ts';
export type {
  ApproveRequest,
  BudgetOptions,
  PauseOptions,
  RejectRequest,
  ResumeOptions,
  ReworkRequest,
} from './steer.ts';
export type { WatchOptions } from './watch.ts';
export { hasEnded, waitsForPerson } from './view.ts';
export type { ObservedView } from './view.ts';
export type { GateRow } from './records.ts';
export type { Transcript, TranscriptStep } from './transcript.ts';
export type { Artifact } from './artifacts.ts';
export type { Conflict, ExportReport } from './export/report.ts';
export {
  AlreadyEnded,
  ExecutionEnded,
  ExportRefused,
  InvalidInput,
  MessageRefused,
  NoArtifact,
  NotConfigured,
  NotFound,
  NotReachable,
  SessionTaken,
  WorkerAway,
} from './errors.ts';
export { ProjectUnreadable } from '../ports/projects.ts';

export type { Acknowledgement } from '../domain/acknowledgement.ts';
export { beforeAfter } from '../domain/before-after.ts';
export type { BeforeAfter } from '../domain/before-after.ts';
export type { Block, BlockKind } from '../domain/block.ts';
export type { QualityReport, ReportGate, ReportPersona } from '../domain/quality-report.ts';
export type { PartSpending, Spending } from '../domain/spending.ts';
export type { Phase } from '../domain/phases.ts';
export type {
  ExecutionResult,
  ExecutionView,
  JournalEntry,
  PhaseView,
  RunView,
  Status,
} from '../domain/status.ts';
export type { ExecutionRow, ListFilter, OpenCallRow, RunRow } from '../ports/records.ts';
