import { CancellationScope } from '@temporalio/workflow';
import type { EnterInput, Entry, Judged, JudgeInput } from '../activities/contracts/gates.ts';
import { PHASES, phaseBefore, phaseIndex } from '../domain/phases.ts';
import type { Phase } from '../domain/phases.ts';
import { exitGate as gateCall, quick } from './activity-proxies.ts';
import { reporting } from './execution.ts';
import type { Execution } from './execution.ts';
import { consult } from './opinions.ts';
import { admitted, note, treeOf } from './state.ts';
import type { ExecutionState, PhaseProgress, Turn } from './state.ts';
import { accept, block, blockOn, restate } from './standing.ts';

const enterInput = (state: ExecutionState, report: EnterInput['report']): EnterInput => {
  const { executionId, charter, personas } = admitted(state);
  const { phase, work } = state;
  const previous = phaseBefore(phase);
  return {
    executionId,
    phase,
    iteration: state.phases[phase].iteration,
    tree: treeOf(state),
    model: state.model,
    ...(state.modelForAll === undefined ? {} : { modelForAll: state.modelForAll }),
    models: state.models,
    charter,
    named: [...new Set(work.map(({ persona }) => persona))],
    due: work.filter((item) => item.phase === phase).map(({ persona }) => persona),
    lastReads: personas.flatMap((id) => {
      const reads = state.lastReads[`${id}.${phase}`];
      return reads === undefined ? [] : [{ persona: id, reads }];
    }),
    accepted: previous !== undefined && state.phases[previous].state === 'accepted',
    judgement: state.judgements,
    report,
  };
};

const turnOf = (state: ExecutionState, member: Turn['member']): Turn => {
  const key = `${member.id}.${state.phase}`;
  const count = (state.runCounts[key] ?? 0) + (member.need === 'skip' ? 0 : 1);
  state.runCounts[key] = count;
  const findings = state.work
    .filter(({ persona, phase }) => persona === member.id && phase === state.phase)
    .map((item) => item.findings);
  return {
    member,
    runId: `${key}.${String(count)}`,
    findings,
    state: member.need === 'skip' ? 'done' : 'waiting',
  };
};

const enter = async (execution: Execution): Promise<Entry | undefined> => {
  const { state } = execution;
  const { phase } = state;
  const summary = `entry gate: ${phase}, iteration ${String(state.phases[phase].iteration)}`;
  try {
    return await reporting(execution, (report) =>
      quick(summary).enterPhase(enterInput(state, report)),
    );
  } catch (error) {
    blockOn(execution, error);
    return undefined;
  }
};

/**
 * The entry gate of the current phase: checks what the phase needs before anything is paid for,
 * and sets up the team.
 * @returns whether the phase may start.
 */
export const entryGate = async (execution: Execution): Promise<boolean> => {
  const { state } = execution;
  const { phase } = state;
  const progress = state.phases[phase];
  if (progress.iteration === 0) progress.iteration = 1;
  progress.limit = Math.max(progress.limit, admitted(state).maxPhaseIterations);
  progress.state = 'running';
  if (state.team !== undefined) return true;
  state.judgements += 1;
  const entry = await enter(execution);
  if (entry === undefined) return false;
  if (entry.kind === 'closed') {
    block(execution, entry.block.kind, entry.block.message);
    return false;
  }
  progress.roster = entry.team.map(({ id }) => id);
  state.team = { base: treeOf(state), turns: entry.team.map((member) => turnOf(state, member)) };
  note(state, `${phase} begins, iteration ${String(progress.iteration)}.`);
  return true;
};

const judgeInput = (state: ExecutionState, report: JudgeInput['report']): JudgeInput => {
  const { executionId, charter } = admitted(state);
  const { phase } = state;
  const { iteration, limit, earlierRaws, best } = state.phases[phase];
  return {
    executionId,
    phase,
    iteration,
    limit,
    judgement: state.judgements,
    tree: treeOf(state),
    ...(state.conflicts === undefined ? {} : { conflicts: state.conflicts }),
    earlierRaws,
    charter,
    turns: PHASES.slice(0, phaseIndex(phase) + 1).flatMap((item) =>
      state.phases[item].roster.map((persona) => ({ persona, phase: item })),
    ),
    models: state.models,
    ...(state.testGates === undefined ? {} : { testGates: state.testGates }),
    ...(state.accepted === undefined ? {} : { baseline: state.accepted }),
    ...(best === undefined ? {} : { attempt: best.tree }),
    report,
  };
};

const passed = (execution: Execution, judged: Judged): void => {
  const { state } = execution;
  const { phase } = state;
  const progress = state.phases[phase];
  progress.state = 'passed';
  progress.earlierRaws = [];
  delete progress.best;
  delete progress.acceptedBy;
  note(state, `${phase} passed: ${judged.reason}`);
  const digest = treeOf(state);
  const asks = admitted(state).approvals.includes(phase) && progress.approved !== digest;
  if (asks) state.awaiting = { digest, phase };
  else accept(state, digest);
  restate(execution);
};

const failed = (execution: Execution, judged: Judged): void => {
  const { state } = execution;
  const { phase } = state;
  const progress = state.phases[phase];
  const tree = treeOf(state);
  progress.state = 'failing';
  note(state, `${phase} did not pass: ${judged.reason}`);
  const { raw, rework } = judged;
  progress.earlierRaws.push(raw);
  if (progress.best === undefined || raw >= progress.best.raw) {
    progress.best = { raw, tree, ...(rework === undefined ? {} : { rework }) };
  }
  if (judged.verdict === 'rework' && rework !== undefined) {
    progress.iteration += 1;
    state.work.push(...rework.work);
    state.phase = rework.from;
    return;
  }
  state.tree = progress.best.tree;
  state.awaiting = { digest: progress.best.tree, phase };
  block(execution, 'not_converging', `${phase}: ${judged.reason}`);
};

/** Keeps what a gate decided beside its phase. */
export const record = (progress: PhaseProgress, judged: Omit<Judged, 'rework'>): void => {
  progress.score = judged.score;
  progress.threshold = judged.threshold;
  progress.verdict = judged.verdict;
  progress.reason = judged.reason;
  delete progress.dimensions;
  delete progress.recommendations;
  delete progress.tests;
  const { dimensions, recommendations, tests } = judged;
  if (dimensions !== undefined) progress.dimensions = dimensions;
  if (recommendations !== undefined) progress.recommendations = recommendations;
  if (tests !== undefined) progress.tests = tests;
};

/** Judgements that the next one is told of, to know which tests are new, fixed or flaky. */
const TEST_GATES = 10;

/** Keeps a gate in mind that counted tests. */
export const noteTests = (
  state: ExecutionState,
  phase: Phase,
  { tests, evidence }: Pick<Judged, 'tests' | 'evidence'>,
): void => {
  if (tests === undefined) return;
  const { iteration } = state.phases[phase];
  const gates = [...(state.testGates ?? []), { phase, iteration, evidence }];
  state.testGates = gates.slice(-TEST_GATES);
};

/** The exit gate of the current phase: on to the next phase, or to rework, or to a person. */
export const exitGate = async (execution: Execution): Promise<void> => {
  const { state } = execution;
  const { phase } = state;
  state.judgements += 1;
  const summary = `exit gate: ${phase}, iteration ${String(state.phases[phase].iteration)}`;
  try {
    const measured = await CancellationScope.cancellable(() =>
      reporting(execution, (report) =>
        gateCall(summary, admitted(state)).judge(judgeInput(state, report)),
      ),
    );
    const { iteration } = state.phases[phase];
    const which = { phase, iteration, judgement: state.judgements };
    const judged = await consult(execution, which, measured);
    record(state.phases[phase], judged);
    noteTests(state, phase, judged);
    if (judged.verdict === 'passed') passed(execution, judged);
    else failed(execution, judged);
  } catch (error) {
    // A gate that could not measure (no sandbox, say) waits for a person; it decides nothing.
    blockOn(execution, error);
  }
};
