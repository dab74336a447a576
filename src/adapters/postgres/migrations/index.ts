import { executions } from './0001-executions.ts';
import { ledger } from './0002-ledger.ts';
import { ledgerFunctions } from './0003-ledger-functions.ts';
import { budgets } from './0004-budgets.ts';
import { reservation } from './0005-reservation.ts';
import { schedulings } from './0006-schedulings.ts';
import { executionEnds } from './0007-execution-ends.ts';
import { providerLimits } from './0008-provider-limits.ts';
import { attemptsInOrder } from './0009-attempts-in-order.ts';
import { abandonedRuns } from './0010-abandoned-runs.ts';
import { sharedDeaths } from './0011-shared-deaths.ts';
import { toolResults } from './0012-tool-results.ts';
import { parkedRuns } from './0013-parked-runs.ts';
import { teams } from './0014-teams.ts';

/** One step of the schema. Once released, its SQL is never edited: a change is a new migration. */
export interface Migration {
  /** From 1, without gaps. */
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** All migrations, in order. */
export const MIGRATIONS: readonly Migration[] = [
  { number: 1, name: 'executions', sql: executions },
  { number: 2, name: 'ledger', sql: ledger },
  { number: 3, name: 'ledger functions', sql: ledgerFunctions },
  { number: 4, name: 'budgets', sql: budgets },
  { number: 5, name: 'reservation', sql: reservation },
  { number: 6, name: 'schedulings', sql: schedulings },
  { number: 7, name: 'execution ends', sql: executionEnds },
  { number: 8, name: 'provider limits', sql: providerLimits },
  { number: 9, name: 'attempts in order', sql: attemptsInOrder },
  { number: 10, name: 'abandoned runs', sql: abandonedRuns },
  { number: 11, name: 'shared deaths', sql: sharedDeaths },
  { number: 12, name: 'tool results', sql: toolResults },
  { number: 13, name: 'parked runs', sql: parkedRuns },
  { number: 14, name: 'teams', sql: teams },
];
