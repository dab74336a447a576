import type { Digest } from '../../src/domain/digest.ts';
import { Fenced } from '../../src/ports/ledger.ts';
import type {
  Begun,
  CallAnswer,
  CallFailure,
  CallRef,
  CallRequest,
  Fence,
  Ledger,
  RunIdentity,
  RunResult,
} from '../../src/ports/ledger.ts';

interface Row extends CallRef {
  readonly request: CallRequest;
  outcome: 'pending' | 'complete' | CallFailure['outcome'] | 'lost';
  answer?: CallAnswer;
  failure?: CallFailure;
}

interface Run {
  fence: number;
  idle: number;
  rowsAtOpen: number;
  readonly inputDigest: Digest;
  readonly rows: Row[];
  result?: RunResult;
}

export interface MemoryLedger extends Ledger {
  readonly rows: (runId: string) => readonly Row[];
  held: boolean;
}

const same = (a: CallRef, b: CallRef): boolean => a.step === b.step && a.attempt === b.attempt;

/** The port's rules without a database, for looking at single rows. */
export const createMemoryLedger = (): MemoryLedger => {
  const runs = new Map<string, Run>();
  const runOf = (fence: Fence): Run => {
    const run = runs.get(fence.runId);
    if (run?.fence !== fence.number) throw new Fenced(fence);
    return run;
  };
  const rowOf = (fence: Fence, ref: CallRef): Row => {
    const row = runOf(fence).rows.find((item) => same(item, ref) && item.outcome === 'pending');
    if (row === undefined) throw new Fenced(fence);
    return row;
  };
  const completed = ({ rows }: Run) =>
    rows.flatMap(({ step, attempt, request, outcome, answer }) =>
      outcome === 'complete' && answer !== undefined
        ? [{ step, attempt, requestDigest: request.digest, messages: request.messages, answer }]
        : [],
    );
  const ledger: MemoryLedger = {
    held: false,
    rows: (runId) => runs.get(runId)?.rows ?? [],
    openRun: (identity: RunIdentity) => {
      const known = runs.get(identity.runId);
      const run = known ?? {
        fence: 0,
        idle: -1,
        rowsAtOpen: 0,
        inputDigest: identity.inputDigest,
        rows: [],
      };
      runs.set(identity.runId, run);
      run.fence += 1;
      run.idle = run.rows.length === run.rowsAtOpen ? run.idle + 1 : 0;
      run.rowsAtOpen = run.rows.length;
      for (const row of run.rows) if (row.outcome === 'pending') row.outcome = 'lost';
      const { executionId, runId } = identity;
      return Promise.resolve({
        fence: { executionId, runId, number: run.fence },
        calls: completed(run),
        idleAttempts: run.idle,
        ...(run.result === undefined ? {} : { result: run.result }),
      });
    },
    begin: async (fence: Fence, request: CallRequest): Promise<Begun> => {
      const run = runOf(fence);
      const tries = run.rows.filter(({ step }) => step === request.step);
      const call = completed(run).find(({ step }) => step === request.step);
      if (call !== undefined) {
        return Promise.resolve(
          call.requestDigest === request.digest
            ? { kind: 'replay', call }
            : { kind: 'conflict', recorded: call.requestDigest },
        );
      }
      if (ledger.held) return { kind: 'held' };
      const ref = { step: request.step, attempt: tries.length + 1 };
      run.rows.push({ ...ref, request, outcome: 'pending' });
      return { kind: 'send', ref };
    },
    complete: async (fence, ref, answer) => {
      await Promise.resolve();
      Object.assign(rowOf(fence, ref), { outcome: 'complete', answer });
    },
    fail: async (fence, ref, failure) => {
      await Promise.resolve();
      Object.assign(rowOf(fence, ref), { outcome: failure.outcome, failure });
    },
    closeRun: async (fence, result) => {
      await Promise.resolve();
      runOf(fence).result = result;
    },
    findResult: (_executionId, inputDigest) =>
      Promise.resolve(
        [...runs.values()].find((run) => run.inputDigest === inputDigest && run.result)?.result,
      ),
  };
  return ledger;
};
