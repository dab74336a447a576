import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SENSORS } from '../../src/domain/dimensions.ts';
import type { Finding } from '../../src/domain/finding.ts';
import { CONTRACT_FACTOR, scoreOf, WARNING_COST, WARNINGS_MAX } from '../../src/domain/score.ts';
import type { Score } from '../../src/domain/score.ts';
import { DEFAULT_THRESHOLDS, improved, thresholdFor } from '../../src/domain/thresholds.ts';
import { decide } from '../../src/domain/verdict.ts';
import type { Attempt } from '../../src/domain/verdict.ts';
import { anyEvidence, evidence, personaId } from './arbitraries.ts';

const finding = (given: Partial<Finding>): Finding => ({
  severity: 'error',
  rule: 'tests.failed',
  message: 'It failed.',
  owner: personaId('ada'),
  ...given,
});

describe('a score', () => {
  test('is the weighted mean of what held', () => {
    const score = scoreOf([
      evidence({ sensor: 'contract', checked: 4, held: 2 }),
      evidence({ sensor: 'test', checked: 10, held: 9 }),
    ]);
    expect(score.raw).toBeCloseTo((3 * 0.5 + 4 * 0.9) / 7, 6);
    expect([SENSORS.contract.weight, SENSORS.test.weight]).toEqual([3, 4]);
    expect(score.score).toBe(score.raw);
  });

  test('gives a skipped sensor no credit and no blame', () => {
    const test = evidence({ held: 5 });
    const skipped = evidence({ sensor: 'build', outcome: 'skipped', checked: 0, held: 0 });
    expect(scoreOf([test, skipped])).toEqual(scoreOf([test]));
  });

  test('is nothing without a measurement, and where a sensor found nothing to check', () => {
    expect(scoreOf([]).score).toBe(0);
    expect(scoreOf([evidence({ checked: 0, held: 0 })]).score).toBe(0);
  });

  test('is multiplied by .8 when there is a contract error, and the raw one is not', () => {
    const broken = [finding({ rule: 'contract.required_files' })];
    const score = scoreOf([evidence({ sensor: 'contract', held: 9, findings: broken })]);
    expect(score).toMatchObject({ raw: 0.9, errors: 1 });
    expect(score.score).toBeCloseTo(0.9 * CONTRACT_FACTOR, 6);
  });

  test('loses .01 for a warning, and .10 at most', () => {
    const warnings = (count: number): readonly Finding[] =>
      Array.from({ length: count }, () => finding({ severity: 'warning', rule: 'contract.x' }));
    expect(scoreOf([evidence({ findings: warnings(3) })])).toMatchObject({
      raw: 1 - 3 * WARNING_COST,
    });
    expect(scoreOf([evidence({ findings: warnings(30) })]).raw).toBe(1 - WARNINGS_MAX);
    expect([WARNING_COST, WARNINGS_MAX]).toEqual([0.01, 0.1]);
  });

  test('is from 0 to 1, does not depend on order, and never exceeds the raw one', () => {
    fc.assert(
      fc.property(fc.array(anyEvidence, { maxLength: 6 }), (items) => {
        const score = scoreOf(items);
        expect(score.score).toBeGreaterThanOrEqual(0);
        expect(score.score).toBeLessThanOrEqual(score.raw);
        expect(score.raw).toBeLessThanOrEqual(1);
        expect(scoreOf([...items].reverse())).toEqual(score);
      }),
    );
  });

  test('never falls when one more check holds', () => {
    fc.assert(
      fc.property(anyEvidence, fc.array(anyEvidence, { maxLength: 5 }), (first, rest) => {
        fc.pre(first.held < first.checked);
        const better = scoreOf([{ ...first, held: first.held + 1 }, ...rest]);
        expect(better.raw).toBeGreaterThanOrEqual(scoreOf([first, ...rest]).raw);
      }),
    );
  });
});

describe('the thresholds', () => {
  test('rise with the iteration', () => {
    const values = [1, 2, 3, 4, 10].map((iteration) => thresholdFor(DEFAULT_THRESHOLDS, iteration));
    expect(values).toEqual([0.6, 0.75, 0.85, 0.85, 0.85]);
  });

  test('ask a failing attempt to gain .05 over the best before it', () => {
    expect(improved(0.1, [], 0.05)).toBe(true);
    expect(improved(0.65, [0.6], 0.05)).toBe(true);
    // As floats, .6 - .55 is less than .05.
    expect(improved(0.6, [0.55], 0.05)).toBe(true);
    expect(improved(0.649, [0.6], 0.05)).toBe(false);
    expect(improved(0.66, [0.6, 0.65, 0.2], 0.05)).toBe(false);
  });

  test('ask for no gain near the top, where none is possible', () => {
    expect(improved(0.951, [0.99], 0.05)).toBe(true);
    expect(improved(0.95, [0.99], 0.05)).toBe(false);
  });

  test('never refuse a higher score where they take a lower one', () => {
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fraction, fraction, fc.array(fraction), (a, b, earlier) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        if (improved(low, earlier, 0.05)) expect(improved(high, earlier, 0.05)).toBe(true);
      }),
    );
  });
});

describe('the verdict of a gate', () => {
  const attempt = (score: Partial<Score>, given: Partial<Attempt> = {}): Attempt => ({
    iteration: 1,
    limit: 3,
    thresholds: DEFAULT_THRESHOLDS,
    score: { raw: 0.7, score: 0.7, errors: 0, warnings: 0, ...score },
    earlierRaws: [],
    ...given,
  });

  test.each([
    ['passed', attempt({ score: 0.6 })],
    ['rework', attempt({ score: 0.599 })],
    ['rework', attempt({ score: 1, errors: 1 })],
    ['rework', attempt({ score: 0.7 }, { iteration: 2 })],
    ['passed', attempt({ score: 0.75 }, { iteration: 2 })],
    ['exhausted', attempt({ score: 0.7 }, { iteration: 3 })],
    ['stalled', attempt({ score: 0.5, raw: 0.5 }, { iteration: 2, earlierRaws: [0.5] })],
    ['stalled', attempt({ score: 0.5, raw: 0.5 }, { iteration: 3, earlierRaws: [0.5] })],
    ['passed', attempt({ score: 0.85, raw: 0.85 }, { iteration: 3, earlierRaws: [0.84] })],
  ])('is %s (%#)', (kind, given) => {
    expect(decide(given).kind).toBe(kind);
  });

  test('never reads as if the threshold had been reached when it was not', () => {
    expect(decide(attempt({ score: 0.599999 })).reason).toContain('59.9 % is below 60 %');
    expect(decide(attempt({ score: 0.57 })).reason).toContain('57 % is below 60 %');
  });

  test('stays passed when the score is higher, and is never passed with an error', () => {
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    const iteration = fc.integer({ min: 1, max: 10 });
    fc.assert(
      fc.property(fraction, fraction, iteration, fc.nat(3), (a, b, nth, errors) => {
        const at = (value: number): Attempt =>
          attempt({ score: value, raw: value, errors }, { iteration: nth, limit: 10 });
        const low = decide(at(Math.min(a, b)));
        const high = decide(at(Math.max(a, b)));
        if (low.kind === 'passed') expect(high.kind).toBe('passed');
        if (errors > 0) expect(high.kind).not.toBe('passed');
      }),
    );
  });

  test('asks for no less in a later iteration', () => {
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fraction, fc.integer({ min: 1, max: 9 }), (score, iteration) => {
        const later = decide(attempt({ score }, { iteration: iteration + 1, limit: 10 }));
        const sooner = decide(attempt({ score }, { iteration, limit: 10 }));
        if (later.kind === 'passed') expect(sooner.kind).toBe('passed');
      }),
    );
  });
});
