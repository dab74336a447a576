import { expect, test } from '@jest/globals';
import { freePort } from '../../../src/ports/free-port.ts';
import { runTests } from '../../adapters/model/blueprint/product.ts';
import { LONG, SESSION, TASKS } from './stage.ts';
import type { Stage } from './stage.ts';

/** A requirement becomes a product, with a pause and rework on the way. */
export const oneRequirement = (stage: Stage): void => {
  test(
    'run shows how it goes on, and stops with 3 when a signal of a shell pauses it',
    async () => {
      const run = stage.start('run', '--requirement', TASKS, '--session', SESSION);
      await run.shows(/Temporal Web UI: http.*task-mgmt-v1/);
      await run.shows(/implementation passed: \d+ % of at least 60 %/);
      const pause = 'temporal workflow signal -w task-mgmt-v1 --name pause';
      await stage.inShell(pause);
      const result = await run.ended;
      expect(result.code).toBe(3);
      expect(result.stdout).toMatch(/backend_developer ended: 21 files\./);
      expect(result.stdout).toMatch(/Paused.*\n\s+maestro resume task-mgmt-v1/);
    },
    LONG,
  );

  test('the shell asks for rework and for the status', async () => {
    const rework = `temporal workflow signal -w task-mgmt-v1 --name rework --input '{"personas":["backend_developer"],"reason":"use ISO dates"}'`;
    await stage.inShell(rework);
    const query = 'temporal workflow query  -w task-mgmt-v1 --type status';
    const { stdout } = await stage.inShell(query);
    expect(stdout).toContain('"status":"paused"');
    expect(stdout).toContain('backend_developer');
  });

  test(
    'run --resume lifts the pause, has the rework done, and completes with 0',
    async () => {
      const result = await stage.does('run', '--resume', SESSION);
      expect(result.stdout).toMatch(/task-mgmt-v1 completed/);
      expect(result.stdout).toMatch(/implementation +iteration 2/);
      expect(result.stdout).toMatch(
        /\nUnderstood: project \(name, .*\), task \(.*, project\), comment \(.*\)\n/,
      );
      expect(result.stdout).toMatch(/\nScope: +what is not part of it, .*requirements\.md\n/);
      expect(result.stdout).toContain(`cd ${stage.productOf(SESSION)} && npm test`);
    },
    LONG,
  );

  test(
    'the product passes its own tests',
    async () => {
      const { code, passed, failed } = await runTests(stage.productOf(SESSION));
      expect({ code, failed }).toEqual({ code: 0, failed: 0 });
      expect(passed).toBeGreaterThan(0);
    },
    LONG,
  );

  test('the product starts, is healthy, and gives back what was written', async () => {
    const port = await freePort();
    const service = stage.background(stage.productOf(SESSION), `PORT=${String(port)} npm start`);
    const url = `http://127.0.0.1:${String(port)}`;
    try {
      await service.shows(/listening/);
      expect((await fetch(`${url}/health`)).status).toBe(200);
      const created = await fetch(`${url}/projects`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'Garden' }),
      });
      expect(created.status).toBe(201);
      const { id } = (await created.json()) as { readonly id: string };
      const read = await fetch(`${url}/projects/${id}`);
      expect(await read.json()).toMatchObject({ id, name: 'Garden' });
    } finally {
      service.stop();
      await service.ended;
    }
  });
};
