import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { planProject } from '../../../../src/adapters/model/blueprint/index.ts';
import type { Understanding } from '../../../../src/adapters/model/blueprint/understanding/index.ts';
import { DEFECTS } from './defects.ts';
import { allFiles, edit, removeProduct, run, runTests, writeProduct } from './product.ts';

const understanding: Understanding = {
  recordKeeping: 'yes',
  reasons: [],
  entities: [
    { name: 'project', attributes: [{ name: 'name', type: 'string' }], relations: [] },
    {
      name: 'task',
      attributes: [
        { name: 'title', type: 'string' },
        { name: 'done', type: 'boolean' },
      ],
      relations: [{ kind: 'belongsTo', entity: 'project' }],
    },
  ],
};

describe("a product's own tests find that", () => {
  let root = '';
  beforeAll(() => {
    root = writeProduct(allFiles(planProject('Projects and tasks', understanding)));
  });
  afterAll(() => {
    removeProduct(root);
  });

  test.each(DEFECTS)('$what', async ({ path, right, wrong, foundBy }) => {
    const undo = edit(root, path, right, wrong);
    try {
      const { code, output } = await run(root, [process.execPath, '--test', foundBy]);
      expect(code).toBe(1);
      expect(output).toMatch(/^\W*fail [1-9]/m);
    } finally {
      undo();
    }
  });

  test('a defect makes npm test fail, and nothing else does', async () => {
    expect(await runTests(root)).toMatchObject({ code: 0, failed: 0 });
    edit(root, 'src/routes.js', 'one(201,', 'one(200,');
    expect(await runTests(root)).toMatchObject({ code: 1 });
  }, 240_000);
});
