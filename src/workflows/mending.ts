import { PHASES } from '../domain/phases.ts';
import type { Phase } from '../domain/phases.ts';
import type { Execution } from './execution.ts';
import { entryGate } from './gates.ts';
import { admitted, mendingOf, note, treeOf } from './state.ts';
import type { ExecutionState } from './state.ts';
import { block, restate } from './standing.ts';
import { survey } from './survey.ts';
import { teamWork } from './team-work.ts';

/** Begins with an imported project instead of nothing, where there is one. */
export const takeIn = (state: ExecutionState): void => {
  const { imported } = admitted(state);
  if (imported === undefined) return;
  state.tree = imported.tree;
  state.mending = { surveys: 0, holdsTests: false, conflicts: [] };
  for (const phase of PHASES) {
    const held = imported.held.filter((item) => item.phase === phase);
    state.phases[phase].roster = held.map(({ persona }) => persona);
  }
  note(state, `A project of others was imported, tree ${imported.tree}.`);
};

/** Those who own findings in one phase work. */
const workIn = async (execution: Execution, phase: Phase): Promise<void> => {
  const { state } = execution;
  const mending = mendingOf(state);
  state.phase = phase;
  delete mending.judged;
  if (!(await entryGate(execution))) return;
  const ended = await teamWork(execution);
  if (state.conflicts !== undefined) mending.conflicts.push(state.conflicts);
  delete state.conflicts;
  // What nobody of the phase could take on is found again.
  if (ended) state.work = state.work.filter((item) => item.phase !== phase);
};

/** Nobody has anything to do: on to a person for what failed or wants approval, or to the end. */
const settle = (execution: Execution): void => {
  const { state } = execution;
  const tree = treeOf(state);
  for (const phase of PHASES) {
    const { state: standing, best, reason = 'it did not pass.', approved } = state.phases[phase];
    if (standing === 'failing') {
      state.phase = phase;
      state.tree = best?.tree ?? tree;
      state.awaiting = { digest: state.tree, phase };
      const nobody = best?.rework === undefined ? ' No persona owns what was found.' : '';
      block(execution, 'not_converging', `${phase}: ${reason}${nobody}`);
      return;
    }
    const asks = admitted(state).approvals.includes(phase) && approved !== tree;
    if (standing === 'passed' && asks) {
      state.phase = phase;
      state.awaiting = { digest: tree, phase };
      restate(execution);
      return;
    }
  }
  state.phase = 'deployment';
  state.accepted = tree;
  state.finished = true;
};

/**
 * One step of mending a project that nobody of the team wrote. All gates judge it before anybody
 * works; then the owners of findings work once each, in the order of phases; then all gates judge
 * it again, by the thresholds, limits and rules of any execution.
 */
export const mend = async (execution: Execution): Promise<void> => {
  const { state } = execution;
  const open = PHASES.find((phase) => state.work.some((item) => item.phase === phase));
  if (state.team !== undefined) return workIn(execution, state.phase);
  if (open !== undefined) return workIn(execution, open);
  if (mendingOf(state).judged !== treeOf(state)) return survey(execution);
  settle(execution);
};
