import { sql } from 'kysely';

/** Sum of the cost of selected ledger rows, in nano-USD: the only source of any cost. */
export const COST = sql<number>`coalesce(sum(cost), 0)::bigint`;

/** Number of completed calls among selected ledger rows. */
export const CALLS = sql<number>`count(*) filter (where outcome = 'complete')`;
