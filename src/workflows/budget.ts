import { fits, sayPart, warningsAt, withLimit } from '../domain/budget.ts';
import type { Message } from '../domain/messages.ts';
import { formatUsd } from '../domain/money.ts';
import type { NanoUsd } from '../domain/money.ts';
import { quick } from './activity-proxies.ts';
import { reporting } from './execution.ts';
import type { Execution } from './execution.ts';
import { admitted, note } from './state.ts';
import type { ExecutionState } from './state.ts';

/** Notes each share of the budget that is spent by now, once; with another budget, once again. */
export const warnOfBudget = (state: ExecutionState, spent: NanoUsd): void => {
  const total = state.budget?.total;
  if (total === undefined) return;
  const reached = warningsAt(spent, total);
  for (const percent of reached.filter((item) => state.warned?.includes(item) !== true)) {
    note(
      state,
      `Warning: ${String(percent)} % of the budget of ${formatUsd(total)} is spent (${formatUsd(spent)}).`,
    );
  }
  state.warned = reached;
};

/** Sets a limit, also for runs in flight, and lifts the block that it was too low for. */
export const setBudget = async (
  execution: Execution,
  { limit, part }: Extract<Message, { name: 'budget' }>,
): Promise<void> => {
  const { state } = execution;
  const budget = withLimit(state.budget ?? {}, part, limit);
  state.budget = budget;
  note(state, `${sayPart(part)} is ${formatUsd(limit)} from here on.`);
  const { executionId } = admitted(state);
  const { spent, parked = [] } = await reporting(execution, (report) =>
    quick(`budget: ${formatUsd(limit)}`).setBudget({ executionId, budget, report }),
  );
  // Only now: what is lifted may start at once, and must meet the new value.
  if (state.block?.shortage !== undefined && fits(state.block.shortage, budget)) {
    delete state.block;
  }
  warnOfBudget(state, spent);
  // They wait for calls under way to leave room, and look again with the new limit.
  execution.wake?.(parked);
};

/** What a person is told who sets a limit. */
export const sayBudgetSet = (
  { budget = {}, block }: ExecutionState,
  { limit, part }: Extract<Message, { name: 'budget' }>,
): string => {
  const set = `${sayPart(part)} is ${formatUsd(limit)} from here on, also for runs in flight.`;
  if (block?.shortage === undefined) return set;
  return fits(block.shortage, withLimit(budget, part, limit))
    ? `${set} The execution goes on.`
    : `${set} It stays blocked: ${block.lift}.`;
};
