import { describe, expect, test } from '@jest/globals';
import { runPersona } from '../../src/agent/index.ts';
import type { RunDeps } from '../../src/agent/index.ts';
import type { Sandbox } from '../../src/ports/sandbox.ts';
import type { Answer } from '../support/model-server/index.ts';
import { dying, isDead } from './dying.ts';
import { control, useBench } from './fixture.ts';
import type { Bench } from './fixture.ts';

const bench = useBench();

const calls = (...commands: readonly string[]): Answer => ({
  toolCalls: [
    { name: 'write', arguments: { path: 'docs/a.md', content: commands.join() } },
    ...commands.map((command) => ({ name: 'run', arguments: { command } })),
  ],
});
const finish: Answer = { toolCalls: [{ name: 'finish', arguments: { summary: 'Done.' } }] };

interface Commanded extends Bench {
  /** The commands in the order in which they ended. */
  readonly ran: string[];
}

/** A run in a sandbox where each command tells how often any has been run. */
const start = async (answers: readonly Answer[]): Promise<Commanded> => {
  const run = await bench.start({ answers });
  const ran: string[] = [];
  const sandbox = {
    run: ({ argv }: Parameters<Sandbox['run']>[0]) => {
      ran.push(argv.at(-1) ?? '');
      const exitCode = argv.at(-1) === 'false' ? 1 : 0;
      const output = `output ${String(ran.length)}`;
      return Promise.resolve({ exitCode, signal: null, timedOut: false, output });
    },
  } as unknown as Sandbox;
  return { ...run, deps: { ...run.deps, sandbox }, ran };
};

const go = ({ task }: Bench, deps: RunDeps) => runPersona(deps, task, control());

const said = async (): Promise<string> => JSON.stringify((await bench.server().log()).at(-1)?.body);

const ANSWERS = [calls('one', 'false', 'three'), calls('four'), finish];

describe('a command that has ended', () => {
  test('is not run again by whoever comes after a worker that died later', async () => {
    const undisturbed = await start(ANSWERS);
    const { deps } = undisturbed;
    await go(undisturbed, deps);
    const expected = await said();
    expect(undisturbed.ran).toEqual(['one', 'false', 'three', 'four']);
    let repeated = 0;
    for (let point = 1; ; point += 1) {
      const run = await start(ANSWERS);
      if (!(await isDead(go(run, dying(run.deps, point, true))))) break;
      const before = run.ran.length;
      const kept = await run.deps.ledger.openRun(run.task.identity);
      expect(await go(run, run.deps)).toMatchObject({ kind: 'ended' });
      // At most the one that had ended, or was running, when the worker died.
      const again = run.ran.length - ANSWERS.length - 1;
      expect(again).toBeLessThanOrEqual(1);
      repeated += again;
      if (again === 0) expect(await said()).toBe(expected);
      // With its result kept, none.
      if (kept.results.size === before && before > 0) expect(again).toBe(0);
    }
    // In each of four commands a worker died once before its result was kept: in the sandbox, and
    // when its folder was removed.
    expect(repeated).toBeLessThanOrEqual(8);
    expect(repeated).toBeGreaterThan(0);
  }, 60_000);

  test('leaves nothing in the ledger once the run has ended', async () => {
    const run = await start(ANSWERS);
    await go(run, run.deps);
    const { results } = await run.deps.ledger.openRun(run.task.identity);
    expect(results.size).toBe(0);
  });

  test('is as well known where it failed, and where its result was kept twice', async () => {
    const run = await start([calls('false'), finish]);
    const twice: RunDeps = {
      ...run.deps,
      ledger: {
        ...run.deps.ledger,
        keepResult: async (...kept) => {
          await run.deps.ledger.keepResult(...kept);
          await run.deps.ledger.keepResult(...kept);
          throw new Error('killed');
        },
      },
    };
    await expect(go(run, twice)).rejects.toThrow('killed');
    await go(run, run.deps);
    expect(run.ran).toEqual(['false']);
    expect(await said()).toMatch(/Exit code 1.*output 1/);
  });
});
