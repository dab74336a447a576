import { describe, expect, test } from '@jest/globals';
import { smokeSensor } from '../../../src/sensors/smoke/smoke.ts';
import { sensedBy } from '../support/product.ts';
import { notesProduct } from '../support/products-by-model.ts';

describe('products do over the wire what their scenarios promise, and keep what they are given', () => {
  test('the one of the scripted model', async () => {
    const evidence = await sensedBy({ files: notesProduct() }, smokeSensor);
    expect(evidence).toMatchObject({ findings: [] });
    expect(evidence.held).toBe(evidence.checked);
    expect(evidence.note).toContain('3 of 4 scenarios probed (SC-1, SC-2, SC-3)');
    expect(evidence.note).toContain('not probed: SC-4 (its first Then names no status)');
  });
});
