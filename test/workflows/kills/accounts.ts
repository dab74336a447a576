/** The provider's account of executions beside the ledger's. */
import type { ExecutionId } from '../../../src/domain/session.ts';
import { sumOf } from '../../support/bill.ts';
import type { RequestSummary } from '../../support/model-server/index.ts';
import type { Maestro } from '../../support/maestro.ts';

export interface Row {
  readonly execution_id: ExecutionId;
  readonly run_id: string;
  readonly step: number;
  readonly attempt: number;
  readonly outcome: string;
  readonly cost: number;
  readonly bound: number;
  readonly possibly_billed: boolean;
  readonly begun_at: Date;
  readonly settled_at: Date | null;
}

/** Every try of every call, in the order of the tries. */
export const rowsOf = ({ database }: Maestro): Promise<readonly Row[]> =>
  database.db
    .selectFrom('ledger')
    .select(['execution_id', 'run_id', 'step', 'attempt', 'outcome', 'cost', 'bound'])
    .select(['possibly_billed', 'begun_at', 'settled_at'])
    .orderBy('execution_id')
    .orderBy('run_id')
    .orderBy('step')
    .orderBy('attempt')
    .execute();

export const isMarked = (row: Row): boolean => row.possibly_billed;
export const isComplete = ({ outcome }: Row): boolean => outcome === 'complete';

/** Which step of which run a request was made for; executions by the end of their requirement. */
const stepAsked = ({ opening, answers }: RequestSummary): string => {
  const [system = '', brief = ''] = opening;
  const copy = /Copy (\d+)\./.exec(brief)?.[1] ?? '?';
  const persona = /with the id "([a-z_]+)"/.exec(system)?.[1] ?? '?';
  const phase = /^# Task \(phase: ([a-z]+)\)/m.exec(brief)?.[1] ?? '?';
  return `${copy} ${persona}.${phase} ${String(answers + 1)}`;
};

const stepOf = ({ execution_id: id, run_id: run, step }: Row, copies: Copies): string =>
  `${copies.get(id) ?? '?'} ${run.replace(/\.\d+$/, '')} ${String(step)}`;

const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
};

/** By execution, the number that ends its requirement. */
export type Copies = ReadonlyMap<ExecutionId, string>;

export interface Accounts {
  readonly rows: readonly Row[];
  /** In nano-USD. */
  readonly bill: number;
  readonly ledger: number;
  /** Of the ledger's, in rows that may have been billed twice. */
  readonly marked: number;
  /** Requests that came after the step that they are for was complete: there must be none. */
  readonly repeated: readonly string[];
  /** Requests that no row tells of: there must be none. */
  readonly unknown: readonly string[];
}

/** For executions that went through each phase once. */
export const accountsOf = async (maestro: Maestro, copies: Copies): Promise<Accounts> => {
  const [rows, log, { total }] = await Promise.all([
    rowsOf(maestro),
    maestro.model.summaries(),
    maestro.model.bill(),
  ]);
  const counted = rows.filter((row) => copies.has(row.execution_id));
  const tries = grouped(counted, (row) => stepOf(row, copies));
  const requests = [...grouped(log, stepAsked)];
  return {
    rows: counted,
    bill: total,
    ledger: sumOf(counted),
    marked: sumOf(counted.filter(isMarked)),
    repeated: requests.flatMap(([step, came]) => {
      const settled = tries.get(step)?.find(isComplete)?.settled_at?.getTime() ?? Infinity;
      return came.some(({ at }) => at > settled) ? [step] : [];
    }),
    unknown: requests.flatMap(([step, came]) =>
      came.length > (tries.get(step)?.length ?? 0) ? [step] : [],
    ),
  };
};
