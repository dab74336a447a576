import { addCost, formatUsd } from '../domain/money.ts';
import type { PersonaId } from '../domain/persona.ts';
import type { QualityReport, ReportGate, ReportPersona } from '../domain/quality-report.ts';
import { testHistory } from '../domain/test-history.ts';
import { readEvidence } from '../ports/evidence.ts';
import { ObjectDamaged, ObjectMissing } from '../ports/objects.ts';
import type { ObjectStore } from '../ports/objects.ts';
import type { ExecutionRow, RunRow } from '../ports/records.ts';
import { getTree } from '../ports/trees.ts';
import { NotFound } from './errors.ts';
import { gates, runs } from './records.ts';
import type { GateRow } from './records.ts';
import { removalsIn } from './removals.ts';
import type { Services } from './services.ts';
import { sessionOf } from './sessions.ts';

const gateOf = async (objects: ObjectStore, row: GateRow): Promise<ReportGate> => {
  const { phase, judgement, iteration, verdict, score, raw, threshold, errors, warnings } = row;
  const figures = {
    phase,
    judgement,
    iteration,
    verdict,
    ...(score === undefined ? {} : { score }),
    ...(raw === undefined ? {} : { raw }),
    ...(threshold === undefined ? {} : { threshold }),
    errors,
    warnings,
    at: row.at.getTime(),
  };
  try {
    const { phase: _phase, ...document } = await readEvidence(objects, row.evidence);
    return { recommendations: [], ...figures, ...document };
  } catch (error) {
    if (!(error instanceof ObjectMissing || error instanceof ObjectDamaged)) throw error;
    const problem = `Its evidence can't be shown: ${error.message}`;
    return { ...figures, recommendations: [], evidence: [], problem };
  }
};

const personasOf = (rows: readonly RunRow[]): readonly ReportPersona[] => {
  const all = new Map<PersonaId, ReportPersona>();
  for (const { persona, steps, cost, startedAt, endedAt } of rows) {
    const so = all.get(persona);
    const ms = endedAt === undefined ? 0 : endedAt.getTime() - startedAt.getTime();
    all.set(persona, {
      persona,
      runs: (so?.runs ?? 0) + 1,
      calls: (so?.calls ?? 0) + steps,
      costNanoUsd: so === undefined ? cost : addCost(so.costNanoUsd, cost),
      ms: (so?.ms ?? 0) + ms,
    });
  }
  return [...all.values()];
};

const factsOf = (row: ExecutionRow): QualityReport['facts'] => [
  ['requirement', row.excerpt],
  ['model', row.model],
  ['team', row.team === undefined ? 'a team of personas' : 'one persona alone'],
  ['cost', `${formatUsd(row.cost)}, ${String(row.calls)} model calls`],
  ['started', row.startedAt.toISOString()],
  [row.endedAt === undefined ? 'seen last' : 'ended', (row.endedAt ?? row.updatedAt).toISOString()],
  ...(row.tree === undefined ? [] : [['tree', row.tree] as const]),
  ...(row.note === undefined ? [] : [['note', row.note] as const]),
];

const executionOf = (row: ExecutionRow): NonNullable<QualityReport['execution']> => ({
  requirement: row.requirement,
  model: row.model,
  ...(row.team === undefined ? {} : { team: row.team }),
  costNanoUsd: row.cost,
  calls: row.calls,
  elapsedMs: (row.endedAt ?? row.updatedAt).getTime() - row.startedAt.getTime(),
});

/** Empty where trees and patches are not there any more: then nothing is said of removals. */
const removedFrom = async (
  objects: ObjectStore,
  { tree }: ExecutionRow,
  rows: readonly RunRow[],
): Promise<Pick<QualityReport, 'removed'>> => {
  if (tree === undefined) return {};
  try {
    const removed = await removalsIn(objects, await getTree(objects, tree), rows);
    return removed.length === 0 ? {} : { removed };
  } catch (error) {
    if (error instanceof ObjectMissing || error instanceof ObjectDamaged) return {};
    throw error;
  }
};

/** Quality, cost and time of an execution. @throws NotFound, NotConfigured, NotReachable */
export const qualityReport = async (
  services: Services,
  session: string,
): Promise<QualityReport> => {
  const objects = await services.objects();
  const name = sessionOf(session);
  const row = await (await services.records()).find(name);
  if (row === undefined) throw new NotFound(name);
  const exits = (await gates(services, session)).filter(({ kind }) => kind === 'exit');
  const judged: ReportGate[] = [];
  for (const gate of exits) judged.push(await gateOf(objects, gate));
  const ran = await runs(services, session);
  return {
    kind: 'execution',
    name,
    status: row.status,
    facts: factsOf(row),
    gates: judged,
    personas: personasOf(ran),
    ...(await removedFrom(objects, row, ran)),
    tests: testHistory(judged),
    execution: executionOf(row),
  };
};
