import { isObject, parsed, refused } from '../domain/brand.ts';
import type { Parsed } from '../domain/brand.ts';
import type { Fallback } from '../domain/fallbacks.ts';
import { isPhase } from '../domain/phases.ts';
import type { Spending } from '../domain/spending.ts';
import { STATUSES } from '../domain/status.ts';
import type { ExecutionView, Status } from '../domain/status.ts';

export { hasEnded } from '../domain/status.ts';

/** A view, and where it comes from. */
export interface ObservedView extends ExecutionView {
  /**
   * `records`: no worker answered, so this is what Postgres knew last. `temporal`: nor was anything
   * recorded, because it ended before it was admitted.
   */
  readonly source: 'workflow' | 'records' | 'temporal';
  /** When that was known, ms since the epoch. */
  readonly observedAt: number;
  /** Where the money went, from the ledger; absent without `databaseUrl`. */
  readonly spending?: Spending;
  /** Who answered in place of the model that is asked first; absent as `spending`, or when nobody. */
  readonly fallbacks?: readonly Fallback[];
  /** Why runs are not in progress that go on by themselves: a provider that is down or full. */
  readonly providerWaits?: readonly string[];
  /** From the records, where they have no more: what it waits for or why it failed. */
  readonly note?: string;
}

const WAITING: readonly Status[] = ['paused', 'blocked', 'awaiting_approval'];

/** Whether nothing goes on until a person sends something. */
export const waitsForPerson = (status: Status): boolean => WAITING.includes(status);

const isStatus = (value: unknown): value is Status =>
  typeof value === 'string' && (STATUSES as readonly string[]).includes(value);

/** Checks the part of a worker's answer that everything else here relies on. */
export const readView = (value: unknown): Parsed<ExecutionView> => {
  if (!isObject(value)) return refused('The answer to "status" is no object.');
  const { status, phase, phases, running, journal } = value;
  const fits =
    isStatus(status) && isPhase(phase) && [phases, running, journal].every(Array.isArray);
  // The workflow is ours and its fields are only ever added to; what is inside is not looked at.
  return fits
    ? parsed(value as unknown as ExecutionView)
    : refused('The answer to "status" is not one that this version knows.');
};
