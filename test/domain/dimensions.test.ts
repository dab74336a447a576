import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  DIMENSIONS,
  dimensionsOf,
  ERROR_FACTOR,
  figuresOf,
  SENSORS,
} from '../../src/domain/dimensions.ts';
import { anyEvidence, evidence, personaId } from './arbitraries.ts';

describe('the dimensions of a project', () => {
  test('are all unknown without a measurement, and a skipped sensor is none', () => {
    const skipped = evidence({ outcome: 'skipped', checked: 0, held: 0 });
    const scores = dimensionsOf([skipped]);
    expect(DIMENSIONS.map((name) => scores[name])).toEqual(
      DIMENSIONS.map(() => ({ kind: 'unknown' })),
    );
    expect(figuresOf(scores)).toEqual({});
  });

  test('are weighted means over what measured them', () => {
    const scores = dimensionsOf([
      evidence({ held: 9 }),
      evidence({ sensor: 'smoke', checked: 4, held: 1 }),
    ]);
    expect(scores.correctness).toMatchObject({
      kind: 'measured',
      score: 0.683333,
      sensors: ['test', 'smoke'],
    });
    expect(figuresOf(scores)).toEqual({ correctness: 0.683333, tests: 0.9, operability: 0.25 });
  });

  test('lose a fifth for an error, so that one leak among many files is seen', () => {
    const leak = {
      severity: 'error',
      rule: 'secrets.key',
      message: 'A key is in src/a.js; take it out.',
      owner: personaId('ada'),
    } as const;
    const found = evidence({ sensor: 'secrets', checked: 1000, held: 999, findings: [leak] });
    expect(dimensionsOf([found]).security).toMatchObject({
      score: 0.999 * ERROR_FACTOR,
      errors: 1,
    });
  });

  test('all have a sensor that can measure them, and every sensor has a weight', () => {
    // What a product's own plan says is a claim: it earns nothing.
    const { test_plan: claim, judge: opinion, ...others } = SENSORS;
    expect([claim.weight, ...Object.values(claim.dimensions)]).toEqual([0, 0, 0]);
    // What a model thinks of a product changes no score.
    expect(opinion).toEqual({ weight: 0, dimensions: {} });
    const rows = Object.values(others);
    for (const name of DIMENSIONS) {
      expect(rows.some(({ dimensions }) => (dimensions[name] ?? 0) > 0)).toBe(true);
    }
    for (const { weight, dimensions } of rows) {
      expect(weight).toBeGreaterThan(0);
      expect(Object.keys(dimensions).length).toBeGreaterThan(0);
    }
  });

  test('lose by a failing test plan, and win nothing by one that passes', () => {
    const tests = evidence({ sensor: 'test', checked: 4, held: 3 });
    const claim = evidence({ sensor: 'test_plan', checked: 1, held: 1 });
    const fault = {
      severity: 'error',
      rule: 'test_plan.exit_code',
      message: 'm',
      owner: personaId('planner'),
    } as const;
    const failing = { ...claim, held: 0, findings: [fault] };
    const [own, passing, failed] = [[], [claim], [failing]].map(
      (more) => dimensionsOf([tests, ...more]).tests,
    );
    expect(passing).toMatchObject({ score: 0.75 });
    expect(own).toMatchObject({ score: 0.75 });
    expect(failed).toMatchObject({ score: 0.6 });
    expect(dimensionsOf([claim]).tests).toEqual({ kind: 'unknown' });
  });

  test('are from 0 to 1, in whichever order sensors measured', () => {
    fc.assert(
      fc.property(fc.array(anyEvidence, { maxLength: 6 }), (items) => {
        const figures = figuresOf(dimensionsOf(items));
        for (const value of Object.values(figures)) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
        expect(figuresOf(dimensionsOf([...items].reverse()))).toEqual(figures);
      }),
    );
  });
});
