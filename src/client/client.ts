import type { Acknowledgement } from '../domain/acknowledgement.ts';
import type { QualityReport } from '../domain/quality-report.ts';
import type { ExecutionResult, JournalEntry } from '../domain/status.ts';
import type { ExecutionRow, ListFilter, OpenCallRow, RunRow } from '../ports/records.ts';
import { artifacts, productOf, readArtifact } from './artifacts.ts';
import type { Artifact } from './artifacts.ts';
import { cancel } from './cancel.ts';
import { exportTree } from './export/export-tree.ts';
import type { ExportReport } from './export/report.ts';
import { observe } from './observe.ts';
import { qualityReport } from './quality-report.ts';
import { gates, journal, list, openCalls, runs } from './records.ts';
import type { GateRow } from './records.ts';
import { remediate } from './remediate.ts';
import type { RemediationRequest, RemediationStarted } from './remediate.ts';
import { result } from './result.ts';
import type { Services } from './services.ts';
import { sessionOf } from './sessions.ts';
import { start } from './start.ts';
import type { Started, StartRequest } from './start.ts';
import { steer } from './steer.ts';
import type {
  ApproveRequest,
  BudgetOptions,
  PauseOptions,
  RejectRequest,
  ResumeOptions,
  ReworkRequest,
} from './steer.ts';
import { transcript } from './transcript.ts';
import type { Transcript } from './transcript.ts';
import type { ObservedView } from './view.ts';
import { watch } from './watch.ts';
import type { WatchOptions } from './watch.ts';

/**
 * Starts, watches and steers executions. Every method may throw `NotReachable`, and `InvalidInput`
 * for a session that can't be one; what else it throws stands beside it.
 */
export interface MaestroClient {
  /** @throws SessionTaken when the session exists with another requirement. */
  start(request: StartRequest): Promise<Started>;
  /**
   * Mends a project that was there before: takes it in and starts an execution that begins with it.
   * Needs `objectsDir`. @throws ProjectUnreadable, SessionTaken, NotConfigured
   */
  remediate(request: RemediationRequest): Promise<RemediationStarted>;
  /** From the workflow, or from the records when no worker answers. @throws NotFound, WorkerAway */
  status(session: string): Promise<ObservedView>;
  /** Views as they change; see {@link WatchOptions}. @throws NotFound, WorkerAway */
  watch(session: string, options?: WatchOptions): AsyncIterable<ObservedView>;
  /** Waits for the end. @throws ExecutionEnded when it failed or was cancelled; NotFound */
  result(session: string): Promise<ExecutionResult>;

  /** These six throw MessageRefused, AlreadyEnded, NotFound and WorkerAway. */
  pause(session: string, options?: PauseOptions): Promise<Acknowledgement>;
  resume(session: string, options?: ResumeOptions): Promise<Acknowledgement>;
  rework(session: string, request: ReworkRequest): Promise<Acknowledgement>;
  approve(session: string, request: ApproveRequest): Promise<Acknowledgement>;
  reject(session: string, request: RejectRequest): Promise<Acknowledgement>;
  /** Sets the most that may be spent, in US dollars; lifts a block on it where that is enough. */
  budget(session: string, usd: number, options?: BudgetOptions): Promise<Acknowledgement>;
  /** @throws NotFound, AlreadyEnded */
  cancel(session: string): Promise<void>;

  /** Newest first. This and the next five need `databaseUrl`. @throws NotConfigured, NotFound */
  list(filter?: ListFilter): Promise<readonly ExecutionRow[]>;
  gates(session: string): Promise<readonly GateRow[]>;
  runs(session: string, persona?: string): Promise<readonly RunRow[]>;
  journal(session: string): Promise<readonly JournalEntry[]>;
  /** Calls of a run that has not ended. */
  openCalls(session: string, runId: string): Promise<readonly OpenCallRow[]>;
  /** Prompts, answers and tool calls of a run, ended or not. Needs `objectsDir` as well. */
  transcript(session: string, run: RunRow): Promise<Transcript>;

  /** Every judgement with its evidence, cost and time. Needs `objectsDir` as well. */
  report(session: string): Promise<QualityReport>;

  /** These three need `objectsDir`. @throws NotConfigured, NotFound, NoArtifact */
  artifacts(session: string): Promise<readonly Artifact[]>;
  readArtifact(session: string, path: string): Promise<Uint8Array>;
  /** Writes the product so far into a folder; never over what a person changed there. */
  exportTo(session: string, dir: string): Promise<ExportReport>;

  /** Closes its connections; nothing that runs is touched. */
  close(): Promise<void>;
}

/** The client over its services. */
export const clientOf = (services: Services, close: () => Promise<void>): MaestroClient => ({
  start: (request) => start(services, request),
  remediate: (request) => remediate(services, request),
  status: async (session) => observe(services, sessionOf(session)),
  watch: (session, options) => watch(services, sessionOf(session), options),
  result: (session) => result(services, session),
  pause: (session, options = {}) => steer(services, 'pause', session, options),
  resume: (session, options = {}) => steer(services, 'resume', session, options),
  rework: (session, request) => steer(services, 'rework', session, request),
  approve: (session, request) => steer(services, 'approve', session, request),
  reject: (session, request) => steer(services, 'reject', session, request),
  budget: (session, usd, options = {}) => steer(services, 'budget', session, { usd, ...options }),
  cancel: (session) => cancel(services, session),
  list: (filter = {}) => list(services, filter),
  gates: (session) => gates(services, session),
  runs: (session, persona) => runs(services, session, persona),
  journal: (session) => journal(services, session),
  openCalls: (session, runId) => openCalls(services, session, runId),
  transcript: (session, run) => transcript(services, session, run),
  report: (session) => qualityReport(services, session),
  artifacts: (session) => artifacts(services, session),
  readArtifact: (session, path) => readArtifact(services, session, path),
  exportTo: async (session, dir) => {
    const product = await productOf(services, session);
    return exportTree(await services.objects(), { session, ...product }, dir);
  },
  close,
});
