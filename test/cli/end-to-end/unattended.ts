import { expect, test } from '@jest/globals';
import { BOOKS } from './stage.ts';
import type { Stage } from './stage.ts';

/** Executions that nobody stays with. */
export const unattended = (stage: Stage): void => {
  test('the shell starts one without any Maestro, and no second one of that name', async () => {
    const line = `temporal workflow start --type sdlcExecution --task-queue sdlc -w other-v1 --id-conflict-policy Fail --id-reuse-policy RejectDuplicate --input '{"requirement":"${BOOKS}"}'`;
    const first = await stage.inShell(line);
    expect(first.stdout).toMatch(/RunId/);
    // The CLI answers a conflict with the run that is there.
    const again = await stage.inShell(line);
    expect(again.stdout).toBe(first.stdout);
    await stage.until('other-v1', 'running');
    await stage.does('cancel', 'other-v1');
    await stage.until('other-v1', 'cancelled');
  }, 60_000);

  test('run --detach comes back at once; pause, and run --resume goes on', async () => {
    const args = ['--session', 'books', '--requirement', BOOKS];
    const { stdout } = await stage.does('run', '--detach', ...args);
    expect(stdout).toContain('maestro watch books');
    await stage.does('pause', 'books');
    await stage.until('books', 'paused');
    const run = stage.start('run', '--resume', 'books');
    await run.shows(/(begins|starts)/);
    run.child.kill('SIGINT');
    const result = await run.ended;
    expect(result.code).toBe(130);
    expect(result.stdout).toContain('maestro run --resume books');
    await stage.until('books', 'running', 'completed');
    await stage.does('cancel', 'books');
  }, 60_000);
};
