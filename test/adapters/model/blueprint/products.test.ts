import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { planProject } from '../../../../src/adapters/model/blueprint/index.ts';
import { sampleValues } from '../../../../src/adapters/model/blueprint/plan/samples.ts';
import { allFiles, end, removeProduct, run, runTests, start, writeProduct } from './product.ts';
import { understandings } from './understandings.ts';

const json = { 'content-type': 'application/json' };

describe.each(Object.entries(understandings))('a product of %s', (_shape, understanding) => {
  const project = planProject('Keep records of what matters', understanding);
  const [entity] = project.entities;
  if (!entity) throw new Error('A project has at least one entity.');
  let root = '';

  beforeAll(() => {
    root = writeProduct(allFiles(project));
  });
  afterAll(() => {
    removeProduct(root);
  });

  test('passes its own tests', async () => {
    const { code, output, passed, failed } = await runTests(root);
    expect({ code, failed, output: code === 0 ? '' : output }).toEqual({
      code: 0,
      failed: 0,
      output: '',
    });
    expect(passed).toBeGreaterThan(project.scenarios.length);
  }, 240_000);

  test('keeps what was written over a crash, and stops when asked to', async () => {
    const first = await start(root);
    const written = await fetch(`${first.url}/${entity.path}`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify(sampleValues(entity.fields)),
    });
    expect(written.status).toBe(201);
    const record = (await written.json()) as { id: string };
    await end(first, 'SIGKILL');

    const second = await start(root);
    const read = await fetch(`${second.url}/${entity.path}/${record.id}`);
    expect(await read.json()).toEqual(record);
    const { code, ms } = await end(second, 'SIGTERM');
    expect(code).toBe(0);
    expect(ms).toBeLessThan(5_000);
  });

  test('passes its smoke check while it runs, and fails it otherwise', async () => {
    const running = await start(root);
    const smoke = () =>
      run(root, [process.execPath, 'deployment/smoke.mjs'], { BASE_URL: running.url });
    expect(await smoke()).toMatchObject({ code: 0 });
    await end(running, 'SIGTERM');
    expect(await smoke()).toMatchObject({ code: 1 });
  });

  test('can be filled with its example records, once', async () => {
    const seed = () => run(root, ['npm', 'run', 'seed'], { DATA_DIR: './seeded' });
    const { code, output } = await seed();
    expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
    expect((await seed()).code).toBe(1);
  });
});
