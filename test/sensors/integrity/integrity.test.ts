import { describe, expect, test } from '@jest/globals';
import { integritySensor } from '../../../src/sensors/integrity/integrity.ts';
import { sensedBy } from '../support/product.ts';
import type { Given } from '../support/product.ts';
import { ACCEPTED, CODE, HARMLESS, WEAKENED } from './edits.ts';
import type { Edit } from './edits.ts';

const MANIFEST = JSON.stringify({ name: 'p', type: 'module', scripts: { test: 'node --test' } });
const REST = { 'package.json': MANIFEST, 'src/price.js': CODE };

const after = ({ tests }: Pick<Edit, 'tests'>): Given => ({
  baseline: { ...REST, ...ACCEPTED },
  files: { ...REST, ...tests },
});

describe('against the accepted tree', () => {
  test.each(WEAKENED.map((edit) => [edit.name, edit] as const))(
    'it is seen that %s',
    async (_, edit) => {
      const evidence = await sensedBy(after(edit), integritySensor);
      const errors = evidence.findings.filter(({ severity }) => severity === 'error');
      expect(errors.map(({ rule }) => rule)).toContain(edit.rule ?? 'integrity.weakened');
      expect(errors.every(({ owner, actual }) => owner === 'tester' && actual !== undefined)).toBe(
        true,
      );
      expect(evidence.held).toBeLessThan(evidence.checked);
    },
  );

  test('of twelve harmless edits none is flagged', async () => {
    const flagged: string[] = [];
    for (const edit of HARMLESS) {
      const { findings, outcome } = await sensedBy(after(edit), integritySensor);
      expect(outcome).toBe('measured');
      if (findings.length > 0) flagged.push(`${edit.name}: ${JSON.stringify(findings)}`);
    }
    expect(flagged).toEqual([]);
  }, 300_000);
});
