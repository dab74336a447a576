import { CancellationScope } from '@temporalio/workflow';
import type { Surveyed, SurveyInput } from '../activities/contracts/survey.ts';
import { PHASES } from '../domain/phases.ts';
import type { Phase } from '../domain/phases.ts';
import { exitGate as gateCall } from './activity-proxies.ts';
import { reporting } from './execution.ts';
import type { Execution } from './execution.ts';
import { noteTests, record } from './gates.ts';
import { consult } from './opinions.ts';
import { admitted, mendingOf, note, treeOf } from './state.ts';
import type { ExecutionState } from './state.ts';
import { blockOn, restate } from './standing.ts';

const surveyInput = (state: ExecutionState, report: SurveyInput['report']): SurveyInput => {
  const { executionId, charter, imported, maxPhaseIterations } = admitted(state);
  const { surveys, holdsTests, conflicts } = mendingOf(state);
  const baseline = state.accepted ?? (holdsTests ? imported?.tree : undefined);
  return {
    executionId,
    phases: PHASES.map((phase) => {
      const { iteration, limit, earlierRaws } = state.phases[phase];
      return {
        phase,
        iteration: surveys === 0 ? 0 : Math.max(1, iteration),
        limit: Math.max(limit, maxPhaseIterations),
        earlierRaws,
      };
    }),
    judgement: state.judgements + 1,
    tree: treeOf(state),
    conflicts,
    ...(baseline === undefined ? {} : { baseline }),
    charter,
    turns: PHASES.flatMap((phase) =>
      state.phases[phase].roster.map((persona) => ({ persona, phase })),
    ),
    models: state.models,
    ...(state.testGates === undefined ? {} : { testGates: state.testGates }),
    report,
  };
};

/** Keeps what each gate decided. @returns the phases that failed. */
const takeGates = (state: ExecutionState, { gates, rework }: Surveyed): readonly Phase[] => {
  const tree = treeOf(state);
  const failing: Phase[] = [];
  for (const gate of gates) {
    const progress = state.phases[gate.phase];
    progress.limit = Math.max(progress.limit, admitted(state).maxPhaseIterations);
    record(progress, gate);
    noteTests(state, gate.phase, gate);
    // A person has taken this very tree as it is.
    if (progress.state === 'accepted' && state.accepted === tree) continue;
    progress.state = gate.verdict === 'passed' ? 'passed' : 'failing';
    delete progress.acceptedBy;
    if (gate.verdict === 'passed') {
      progress.earlierRaws = [];
      delete progress.best;
      continue;
    }
    failing.push(gate.phase);
    progress.earlierRaws.push(gate.raw);
    if (progress.best === undefined || gate.raw >= progress.best.raw) {
      progress.best = { raw: gate.raw, tree, ...(rework === undefined ? {} : { rework }) };
    }
  }
  return failing;
};

const UNKNOWN =
  'Nothing of the project could be measured but that it has files: have it held to contracts (all), in another session.';

/** What nobody could measure is no credit: a person has to say that it is good. */
const doubt = (state: ExecutionState): readonly Phase[] => {
  const last = state.phases.deployment;
  if (last.state === 'accepted') return [];
  last.state = 'failing';
  last.reason = UNKNOWN;
  return ['deployment'];
};

const percent = (score = 0): string => `${String(Math.floor(score * 100))} %`;

const noteSurvey = (state: ExecutionState, surveyed: Surveyed, failing: readonly Phase[]): void => {
  const { gates, rework } = surveyed;
  const first = mendingOf(state).surveys === 1;
  const errors = Math.max(...gates.map((gate) => gate.errors));
  const verdict = failing.length === 0 ? 'every gate passed' : `${failing.join(', ')} did not pass`;
  note(
    state,
    `${first ? 'The imported project' : 'What was mended'} was judged: ${percent(gates.at(-1)?.score)}, ${String(errors)} errors; ${verdict}.`,
  );
  if (failing.length === 0) return;
  const owners = rework?.work.map(({ persona, phase }) => `${persona} (${phase})`) ?? [];
  note(
    state,
    owners.length === 0
      ? 'No persona owns any of what was found.'
      : `Findings are owned by ${owners.join(', ')}.`,
  );
};

const apply = (state: ExecutionState, surveyed: Surveyed): void => {
  const mending = mendingOf(state);
  mending.surveys += 1;
  mending.judged = treeOf(state);
  mending.conflicts = [];
  if (mending.surveys === 1) mending.holdsTests = surveyed.testsRan;
  const failed = takeGates(state, surveyed);
  const failing = surveyed.known ? failed : doubt(state);
  noteSurvey(state, surveyed, failing);
  const { gates, rework } = surveyed;
  const stuck = gates.every(
    ({ phase, verdict }) => !failing.includes(phase) || verdict !== 'rework',
  );
  if (stuck || rework === undefined) return;
  for (const phase of failing) state.phases[phase].iteration += 1;
  state.work.push(...rework.work);
};

/** All gates judge one tree, so one opinion stands beside the last, which measures what all do. */
const withOpinion = async (execution: Execution, surveyed: Surveyed): Promise<Surveyed> => {
  const { judgements, phases } = execution.state;
  const { rework } = surveyed;
  const last = surveyed.gates.at(-1);
  if (last === undefined) return surveyed;
  const { phase } = last;
  const iteration = Math.max(1, phases[phase].iteration);
  const beside = rework === undefined ? last : { ...last, rework };
  const judged = await consult(execution, { phase, iteration, judgement: judgements }, beside);
  const { rework: work, ...gate } = { rework, ...judged };
  const gates = [...surveyed.gates.slice(0, -1), gate];
  return { ...surveyed, gates, ...(work === undefined ? {} : { rework: work }) };
};

/** All gates judge the project as it is now. */
export const survey = async (execution: Execution): Promise<void> => {
  const { state } = execution;
  const summary = `exit gates: all phases, survey ${String(mendingOf(state).surveys + 1)}`;
  try {
    const measured = await CancellationScope.cancellable(() =>
      reporting(execution, (report) =>
        gateCall(summary, admitted(state)).survey(surveyInput(state, report)),
      ),
    );
    state.judgements += PHASES.length;
    apply(state, await withOpinion(execution, measured));
    restate(execution);
  } catch (error) {
    // Gates that could not measure (no sandbox, say) wait for a person; they decide nothing.
    blockOn(execution, error);
  }
};
