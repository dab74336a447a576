import { describe, expect, test } from '@jest/globals';
import { smokeSensor } from '../../../src/sensors/smoke/smoke.ts';
import { REQUIREMENTS } from '../../support/requirements.ts';
import { sensedBy } from '../support/product.ts';
import { blueprintProduct } from '../support/products-by-model.ts';

describe('products do over the wire what their scenarios promise, and keep what they are given', () => {
  test.each(REQUIREMENTS.map((each) => [each.shape, each] as const))(
    'what blueprint makes of %s',
    async (_shape, { text, assumeRecords }) => {
      const evidence = await sensedBy(
        { files: blueprintProduct(text, assumeRecords) },
        smokeSensor,
      );
      expect(evidence).toMatchObject({ outcome: 'measured', findings: [] });
      expect(evidence.held).toBe(evidence.checked);
      expect(evidence.note).toMatch(/; \d{2,} of \d+ scenarios probed \(SC-001/);
    },
  );
});
