import { isError } from '../../domain/finding.ts';
import type { SenseContext } from '../sensor.ts';

/**
 * Why tests can't be measured any further: what the tests sensor found of this very tree.
 * `undefined` when they can.
 */
export const whyNotMeasured = ({ earlier }: SenseContext): string | undefined => {
  const test = earlier.get('test');
  if (test === undefined || test.outcome === 'skipped') return 'its tests were not run';
  const doubted = test.findings.some(
    (finding) =>
      isError(finding) && /^(integrity\.canary|tests\.(none|forged|unchecked))$/.test(finding.rule),
  );
  if (doubted) return "what its tests' runner says can't be believed";
  return test.exitCode === undefined ? 'its tests do not come to an end' : undefined;
};
