import { expect, test } from '@jest/globals';
import { measured } from '../../../src/sensors/evidence.ts';
import type { Sensor } from '../../../src/sensors/index.ts';
import { orderSensor } from '../../../src/sensors/order/order.ts';
import { sensedBy } from '../support/product.ts';

/** Tests that can't be loaded: nothing that is planted beside them runs either. */
const broken: Sensor = {
  name: 'test',
  sense: (ctx) =>
    Promise.resolve(
      measured(ctx, 'test', { note: '', exitCode: 1, checked: 1, held: 0, findings: [] }),
    ),
};

test('tests of which none passes are not run in other orders, and their runner is not accused', async () => {
  const files = {
    'package.json': JSON.stringify({ type: 'module', scripts: { test: 'node --test' } }),
    'tests/gone.test.js': `import test from 'node:test';\nimport '../src/gone.js';\ntest('a', () => {});\n`,
  };
  const evidence = await sensedBy({ files, orderMs: 5_000 }, broken, orderSensor);
  expect(evidence).toMatchObject({ outcome: 'skipped', held: 0, findings: [] });
  expect(evidence.note).toBe('none of its tests passes');
});
