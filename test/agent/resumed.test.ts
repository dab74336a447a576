import { describe, expect, test } from '@jest/globals';
import { runPersona } from '../../src/agent/index.ts';
import type { RunDeps, RunTask } from '../../src/agent/index.ts';
import type { Answer } from '../support/model-server/index.ts';
import { control, useBench } from './fixture.ts';
import type { Bench } from './fixture.ts';

const bench = useBench();

const look: Answer = { toolCalls: [{ name: 'list', arguments: {} }] };
const stray: Answer = { fault: 'unknown tool' };
const finish: Answer = { toolCalls: [{ name: 'finish', arguments: { summary: 'Done.' } }] };

/** The task as Temporal schedules it for the n-th time: each is a person's doing. */
const scheduled = ({ task }: Bench, n: number): RunTask => ({
  ...task,
  identity: { ...task.identity, scheduling: String(n) },
});

const go = (run: Bench, n: number, deps: RunDeps = run.deps) =>
  runPersona(deps, scheduled(run, n), control());

const asked = async (): Promise<number> => (await bench.server().log()).length;

describe('a run that a person resumes after it had failed', () => {
  test('goes on from what it has, and gets a step to mend as at first', async () => {
    const run = await bench.start({ answers: [stray, stray, stray, finish] });
    await expect(go(run, 1)).rejects.toMatchObject({ kind: 'failing_run' });
    expect(await asked()).toBe(2);
    expect(await go(run, 2)).toMatchObject({ kind: 'ended', result: { steps: 4 } });
    expect(await asked()).toBe(4);
  });

  test('fails again as it did at first, and again after that', async () => {
    const run = await bench.start({ answers: Array.from({ length: 9 }, () => stray) });
    for (let n = 1; n <= 4; n += 1) {
      await expect(go(run, n)).rejects.toMatchObject({ kind: 'failing_run' });
      expect(await asked()).toBe(2 * n);
    }
  });

  test('gets as many calls again as it may have', async () => {
    const answers = [...Array.from({ length: 15 }, () => look), finish];
    const run = await bench.start({ answers });
    await expect(go(run, 1)).rejects.toThrow('did not finish within 12 model calls');
    await expect(go(run, 1)).rejects.toThrow('did not finish within 12 model calls');
    expect(await asked()).toBe(12);
    expect(await go(run, 2)).toMatchObject({ kind: 'ended', result: { steps: 16 } });
    expect(await asked()).toBe(16);
  });

  test('gets five attempts anew, and repeats none of its calls', async () => {
    const run = await bench.start({ answers: [look, look, finish] });
    const dying: RunDeps = {
      ...run.deps,
      ledger: {
        ...run.deps.ledger,
        begin: (fence, request) =>
          request.step > 2
            ? Promise.reject(new Error('killed'))
            : run.deps.ledger.begin(fence, request),
      },
    };
    // The first one leaves rows.
    for (let n = 0; n < 6; n += 1) await expect(go(run, 1, dying)).rejects.toThrow('killed');
    await expect(go(run, 1, dying)).rejects.toThrow(/began 5 times in a row/);
    for (let n = 0; n < 5; n += 1) await expect(go(run, 2, dying)).rejects.toThrow('killed');
    await expect(go(run, 2, dying)).rejects.toThrow(/began 5 times in a row/);
    expect(await asked()).toBe(2);
    expect(await go(run, 3)).toMatchObject({ kind: 'ended', result: { steps: 3 } });
    expect(await asked()).toBe(3);
  });
});
