import { expect } from '@jest/globals';
import { integritySensor } from '../../../src/sensors/integrity/integrity.ts';
import { sensedBy } from '../support/product.ts';
import { ACCEPTED, CODE } from './edits.ts';
import type { Edit } from './edits.ts';

const MANIFEST = JSON.stringify({ name: 'p', type: 'module', scripts: { test: 'node --test' } });
const REST = { 'package.json': MANIFEST, 'src/price.js': CODE };

const evidenceAfter = ({ tests }: Edit): ReturnType<typeof sensedBy> =>
  sensedBy({ baseline: { ...REST, ...ACCEPTED }, files: { ...REST, ...tests } }, integritySensor);

/** That an edit of the accepted tests is an error of who made it, with evidence. */
export const expectSeen = async (edit: Edit): Promise<void> => {
  const evidence = await evidenceAfter(edit);
  const errors = evidence.findings.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ rule }) => rule)).toContain(edit.rule ?? 'integrity.weakened');
  expect(errors.every(({ owner, actual }) => owner === 'tester' && actual !== undefined)).toBe(
    true,
  );
  expect(evidence.held).toBeLessThan(evidence.checked);
};

/** The harmless edits that something is said against, though they were measured. */
export const flaggedOf = async (edits: readonly Edit[]): Promise<readonly string[]> => {
  const flagged: string[] = [];
  for (const edit of edits) {
    const { findings, outcome } = await evidenceAfter(edit);
    expect(outcome).toBe('measured');
    if (findings.length > 0) flagged.push(`${edit.name}: ${JSON.stringify(findings)}`);
  }
  return flagged;
};
