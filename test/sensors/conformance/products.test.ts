import { describe, expect, test } from '@jest/globals';
import { conformanceSensor } from '../../../src/sensors/conformance/conformance.ts';
import { sensedBy } from '../support/product.ts';
import { notesProduct } from '../support/products-by-model.ts';

describe('products answer as their own documents say', () => {
  test('the one of the scripted model', async () => {
    const evidence = await sensedBy({ files: notesProduct() }, conformanceSensor);
    expect(evidence).toMatchObject({ outcome: 'measured', findings: [] });
    expect(evidence.held).toBe(evidence.checked);
    expect(evidence.note).not.toContain('not probed');
  });
});
