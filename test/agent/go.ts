import { runPersona } from '../../src/agent/index.ts';
import type { RunDeps, RunTask } from '../../src/agent/index.ts';
import type { RunResult } from '../../src/ports/ledger.ts';
import { control } from './fixture.ts';

/** What a persona run is made of. */
interface Run {
  readonly deps: RunDeps;
  readonly task: RunTask;
}

/** A persona run to its end. @throws what keeps it from that. */
export const go = async ({ deps, task }: Run): Promise<RunResult> => {
  const end = await runPersona(deps, task, control());
  if (end.kind !== 'ended') throw new Error('It was held.');
  return end.result;
};

/** What keeps a persona run from its end; nothing where it gets there. */
export const failureOf = (run: Run): Promise<unknown> =>
  go(run).then(
    () => undefined,
    (error: unknown) => error,
  );
