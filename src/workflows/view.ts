import type { Report } from '../activities/contracts/report.ts';
import { PHASES } from '../domain/phases.ts';
import type { ExecutionView, PhaseView } from '../domain/status.ts';
import { JOURNAL_MAX } from './state.ts';
import type { ExecutionState, PhaseProgress } from './state.ts';

/** The fields of `source` that are set: an absent field and an undefined one are the same to JSON. */
const present = <T extends object>(source: T): T =>
  Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined)) as T;

const phaseView = (phase: PhaseView['phase'], progress: PhaseProgress): PhaseView => {
  const { state, iteration, limit, score, threshold, verdict, reason, acceptedBy } = progress;
  const { dimensions, recommendations, tests } = progress;
  const judged = { score, threshold, verdict, reason, dimensions, tests, recommendations };
  return present({ phase, state, iteration, limit, ...judged, acceptedBy }) as PhaseView;
};

export const phaseViews = (state: ExecutionState): readonly PhaseView[] =>
  PHASES.map((phase) => phaseView(phase, state.phases[phase]));

export const viewOf = (session: string, state: ExecutionState): ExecutionView =>
  present({
    session,
    executionId: state.admission?.executionId,
    requirement: state.admission?.requirement,
    status: state.status,
    phase: state.phase,
    phases: phaseViews(state),
    running: state.running,
    block: state.block,
    tree: state.tree,
    awaiting: state.awaiting,
    model: state.model === '' ? undefined : state.model,
    team: state.admission?.team,
    models: state.modelForAll === true ? undefined : state.admission?.choices,
    budgetNanoUsd: state.budget?.total,
    costNanoUsd: state.costNanoUsd,
    calls: state.calls,
    elapsedMs: Math.max(0, Date.now() - state.startedAt),
    journal: state.journal.slice(-JOURNAL_MAX),
    failure: state.failure,
  }) as ExecutionView;

const noteOf = ({ failure, block, awaiting }: ExecutionState): string | undefined => {
  if (failure !== undefined) return failure;
  if (block !== undefined) return `${block.kind}: ${block.message} To lift it: ${block.lift}.`;
  return awaiting && `waits for approval of ${awaiting.digest} after ${awaiting.phase}`;
};

/** What Postgres has to know now; the caller sends it along with its next activity. */
export const reportOf = (state: ExecutionState): Report => {
  // Workflow time keeps it growing over a reset, after which the counter would start lower again.
  state.revision = Math.max(state.revision + 1, Date.now());
  const { revision, status, phase, tree } = state;
  return {
    snapshot: present({
      revision,
      status,
      phase,
      quality: state.phases[phase].score,
      tree,
      phases: phaseViews(state),
      note: noteOf(state),
    }) as Report['snapshot'],
    journal: state.journal.filter(({ seq }) => seq > state.journalKept),
  };
};
