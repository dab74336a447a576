import { describe, expect, test } from '@jest/globals';
import { conformanceSensor } from '../../../src/sensors/conformance/conformance.ts';
import { REQUIREMENTS } from '../../support/requirements.ts';
import { sensedBy } from '../support/product.ts';
import { blueprintProduct } from '../support/products-by-model.ts';

describe('products answer as their own documents say', () => {
  test.each(REQUIREMENTS.map((each) => [each.shape, each] as const))(
    'what blueprint makes of %s',
    async (_shape, { text, assumeRecords }) => {
      const evidence = await sensedBy(
        { files: blueprintProduct(text, assumeRecords) },
        conformanceSensor,
      );
      expect(evidence).toMatchObject({ outcome: 'measured', findings: [] });
      expect(evidence.held).toBe(evidence.checked);
      expect(evidence.checked).toBeGreaterThan(20);
    },
  );
});
