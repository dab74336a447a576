import { sql } from 'kysely';
import type { Answers } from '../../domain/fallbacks.ts';
import { nanoUsd } from '../../domain/money.ts';
import type { NanoUsd } from '../../domain/money.ts';
import { byCodeUnits } from '../../domain/order.ts';
import { PHASES, phaseIndex } from '../../domain/phases.ts';
import type { ExecutionId } from '../../domain/session.ts';
import type { PartSpending, Spending } from '../../domain/spending.ts';
import type { Database } from '../postgres/index.ts';
import { CALLS, COST } from '../postgres/sums.ts';

const RESERVED = sql<number>`coalesce(sum(bound) filter (where outcome = 'pending'), 0)::bigint`;
const POSSIBLY = sql<number>`coalesce(sum(cost) filter (where possibly_billed), 0)::bigint`;
const COMPLETE = sql`filter (where outcome = 'complete')`;

/** Of each phase, persona and model that had a call. */
const selectSums = (db: Database, ids: readonly ExecutionId[]) =>
  db
    .selectFrom('ledger')
    .where('execution_id', 'in', ids)
    .groupBy(['execution_id', 'phase', 'persona', 'model'])
    .select(['execution_id', 'phase', 'persona', 'model'])
    .select([COST.as('spent'), RESERVED.as('reserved'), POSSIBLY.as('possibly')])
    .select(CALLS.as('calls'))
    .select([
      sql<number>`coalesce(sum(uncached_cost - cost) ${COMPLETE}, 0)::bigint`.as('saved'),
      sql<number>`coalesce(sum(input_tokens) ${COMPLETE}, 0)::bigint`.as('input'),
      sql<number>`coalesce(sum(cached_input_tokens) ${COMPLETE}, 0)::bigint`.as('cached'),
    ])
    .execute();

type SumRow = Awaited<ReturnType<typeof selectSums>>[number];

const selectLimits = (db: Database, ids: readonly ExecutionId[]) =>
  db
    .selectFrom('sdlc_executions as e')
    .where('e.execution_id', 'in', ids)
    .select(['e.execution_id', 'e.budget', 'e.caps'])
    .select((eb) =>
      eb
        .selectFrom('ledger_reuses as r')
        .whereRef('r.execution_id', '=', 'e.execution_id')
        .select(sql<number>`coalesce(sum(saved), 0)::bigint`.as('sum'))
        .as('reused'),
    )
    .execute();

type LimitRow = Awaited<ReturnType<typeof selectLimits>>[number];

const totalOf = (rows: readonly SumRow[], name: 'spent' | 'reserved' | 'possibly'): NanoUsd =>
  nanoUsd(rows.reduce((sum, row) => sum + row[name], 0));

const countOf = (rows: readonly SumRow[], name: 'calls' | 'saved' | 'input' | 'cached'): number =>
  rows.reduce((sum, row) => sum + row[name], 0);

const partOf = (name: string, rows: readonly SumRow[], cap: NanoUsd | undefined): PartSpending => ({
  name,
  spentNanoUsd: totalOf(rows, 'spent'),
  reservedNanoUsd: totalOf(rows, 'reserved'),
  possiblyBilledNanoUsd: totalOf(rows, 'possibly'),
  ...(cap === undefined ? {} : { capNanoUsd: cap }),
  calls: countOf(rows, 'calls'),
});

/** A part for each name that had a call or has a cap. */
const partsBy = (
  rows: readonly SumRow[],
  column: 'phase' | 'persona' | 'model',
  caps: Readonly<Partial<Record<string, NanoUsd>>> = {},
): readonly PartSpending[] =>
  [...new Set([...rows.map((row) => row[column]), ...Object.keys(caps)])].map((name) =>
    partOf(
      name,
      rows.filter((row) => row[column] === name),
      caps[name],
    ),
  );

const inPhaseOrder = (parts: readonly PartSpending[]): readonly PartSpending[] =>
  PHASES.flatMap((phase) => parts.filter(({ name }) => name === phase));

const dearestFirst = (parts: readonly PartSpending[]): readonly PartSpending[] =>
  parts.toSorted((a, b) => b.spentNanoUsd - a.spentNanoUsd || (a.name < b.name ? -1 : 1));

/** In an order of its own, so that the same answers are told in the same words. */
const answersOf = (rows: readonly SumRow[]): readonly Answers[] =>
  rows
    .filter(({ calls }) => calls > 0)
    .map(({ phase, persona, model, calls }) => ({ phase, persona, model, calls }))
    .sort(
      (a, b) =>
        phaseIndex(a.phase) - phaseIndex(b.phase) ||
        byCodeUnits(`${a.persona} ${a.model}`, `${b.persona} ${b.model}`),
    );

const leftOf = (budget: NanoUsd, rows: readonly SumRow[]): NanoUsd =>
  nanoUsd(Math.max(0, budget - totalOf(rows, 'spent') - totalOf(rows, 'reserved')));

const spendingOf = ({ budget, caps, reused }: LimitRow, rows: readonly SumRow[]): Spending => {
  const { name: _name, ...total } = partOf('execution', rows, undefined);
  return {
    ...(budget === null ? {} : { budgetNanoUsd: budget, leftNanoUsd: leftOf(budget, rows) }),
    ...total,
    phases: inPhaseOrder(partsBy(rows, 'phase', caps?.phases)),
    personas: dearestFirst(partsBy(rows, 'persona', caps?.personas)),
    models: dearestFirst(partsBy(rows, 'model')),
    answers: answersOf(rows),
    inputTokens: { all: countOf(rows, 'input'), cached: countOf(rows, 'cached') },
    saved: { cachingNanoUsd: countOf(rows, 'saved'), reuseNanoUsd: nanoUsd(reused ?? 0) },
  };
};

/** What each of these executions has spent. One that is not in the database has no entry. */
export const spendingOfAll = async (
  db: Database,
  ids: readonly ExecutionId[],
): Promise<ReadonlyMap<ExecutionId, Spending>> => {
  if (ids.length === 0) return new Map();
  const [limits, sums] = await Promise.all([selectLimits(db, ids), selectSums(db, ids)]);
  return new Map(
    limits.map((limit) => {
      const own = sums.filter(({ execution_id: id }) => id === limit.execution_id);
      return [limit.execution_id, spendingOf(limit, own)] as const;
    }),
  );
};

/** See {@link RecordsReader.spending}. */
export const spending = async (
  db: Database,
  executionId: ExecutionId,
): Promise<Spending | undefined> => (await spendingOfAll(db, [executionId])).get(executionId);
