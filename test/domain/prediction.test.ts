import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { acceptedOn } from '../../src/domain/acceptance.ts';
import { complexityOf } from '../../src/domain/complexity.ts';
import { PHASES } from '../../src/domain/phases.ts';
import { optimalFor, predictByRule } from '../../src/domain/prediction.ts';
import type { Prediction, PredictionRequest } from '../../src/domain/prediction.ts';
import { DEFAULT_THRESHOLDS } from '../../src/domain/thresholds.ts';
import { decide } from '../../src/domain/verdict.ts';
import { personaId } from './arbitraries.ts';

const persona = (
  id: string,
  relevance: number,
  required: boolean,
  phase: PredictionRequest['phase'] = 'design',
  priority = 5,
): PredictionRequest['personas'][number] => ({
  id: personaId(id),
  priority,
  relevance,
  assignments: [{ phase, required, dependsOn: [] }],
});

const TEAM = [
  persona('required', 0, true),
  persona('relevant', 0.51, false),
  persona('urgent', 0.51, false, 'design', 1),
  persona('irrelevant', 0.3, false),
  persona('elsewhere', 0.9, true, 'testing'),
];

/** Every kind of difficulty, many words, sentences and figures. */
const HARD = Array.from(
  { length: 60 },
  (_, n) =>
    `Item ${String(n)} is a concurrent real time distributed login with encryption, payment, tenant and import within ${String(n)} ms.`,
).join('\n');

describe('complexity', () => {
  test('is low for one sentence, and above .7 for a long list of hard things', () => {
    expect(complexityOf('A small service that keeps notes.')).toBeLessThan(0.1);
    expect(complexityOf(HARD)).toBe(1);
    expect(complexityOf('')).toBe(0);
  });

  test('follows its formula', () => {
    // 14 words, 2 sentences, 2 kinds (authentication, search), 1 figure
    const text = 'Members log in with a password. They search 500 records in a big list.';
    expect(complexityOf(text)).toBeCloseTo(
      (0.25 * 14) / 500 + (0.25 * 2) / 40 + (0.35 * 2) / 6 + (0.15 * 1) / 8,
      6,
    );
  });

  test('is from 0 to 1, and never falls when text is added', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 200 }), (a, b) => {
        const [one, both] = [complexityOf(a), complexityOf(`${a}\n\n${b}`)];
        expect(one).toBeGreaterThanOrEqual(0);
        expect(both).toBeLessThanOrEqual(1);
        expect(both).toBeGreaterThanOrEqual(one - 1e-9);
      }),
    );
  });
});

describe('a prediction by rule', () => {
  test('names required and relevant personas of the phase, most relevant first', () => {
    expect(optimalFor({ phase: 'design', personas: TEAM })).toEqual([
      'urgent',
      'relevant',
      'required',
    ]);
  });

  const predicted = (given: Partial<PredictionRequest>): Prediction =>
    predictByRule({ requirement: 'Notes.', phase: 'design', personas: TEAM, team: [], ...given });

  test.each(PHASES.map((phase, at) => [phase, [0.75, 0.73, 0.7, 0.8, 0.72][at]] as const))(
    'starts at .70 and adds the bonus of %s',
    (phase, score) => {
      const given = { phase, personas: [] };
      expect(predicted(given)).toMatchObject({ method: 'rule-based', score, confidence: 0.8 });
    },
  );

  test('loses .05 for each missing persona, and confidence', () => {
    const one = predicted({ team: [personaId('required'), personaId('urgent')] });
    expect(one).toMatchObject({ score: 0.68, confidence: 0.65, missing: ['relevant'] });
    expect(predicted({}).score).toBeCloseTo(0.58, 6);
    expect(one.note).toContain('without relevant');
  });

  test('loses .10 when the requirement is complex', () => {
    expect(predicted({ requirement: HARD, personas: [] }).score).toBeCloseTo(0.63, 6);
  });
});

describe('accepting on a prediction', () => {
  const prediction: Prediction = {
    method: 'rule-based',
    phase: 'testing',
    score: 0.8,
    confidence: 0.8,
    complexity: 0,
    optimal: [],
    missing: [],
    note: '',
  };
  const verdict = (score: number, errors = 0) => {
    const measured = { raw: score, score, errors, warnings: 0 };
    const given = { iteration: 3, limit: 3, thresholds: DEFAULT_THRESHOLDS, earlierRaws: [] };
    return { decided: decide({ ...given, score: measured }), measured };
  };
  const accepted = (score: number, given: Partial<Prediction> = {}, errors = 0) => {
    const { decided, measured } = verdict(score, errors);
    return acceptedOn(decided, measured, { ...prediction, ...given });
  };

  test('passes a phase below its threshold, labelled with the method', () => {
    const given = accepted(0.7);
    expect(given.kind).toBe('passed');
    expect(given.reason).toMatch(
      /^Accepted on prediction \(rule-based, confidence 80 %\): 70 % is within 10 % of the 80 %.*threshold of 85 %/,
    );
  });

  test('asks for more confidence than .7 and a distance of at most .1', () => {
    expect(accepted(0.8, { confidence: 0.7 }).kind).not.toBe('passed');
    expect(accepted(0.8, { confidence: 0.71 }).kind).toBe('passed');
    expect(accepted(0.69).kind).not.toBe('passed');
    expect(accepted(0.6, { score: 0.7 }).kind).toBe('passed');
  });

  test('is off without a prediction, and changes nothing of what passed', () => {
    const { decided, measured } = verdict(0.7);
    expect(acceptedOn(decided, measured, undefined)).toBe(decided);
    const passed = verdict(0.9);
    expect(acceptedOn(passed.decided, passed.measured, prediction)).toBe(passed.decided);
  });

  test('never goes over an error, whatever was predicted', () => {
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fraction,
        fraction,
        fraction,
        fc.integer({ min: 1, max: 5 }),
        (s, p, c, errors) => {
          expect(accepted(s, { score: p, confidence: c }, errors).kind).not.toBe('passed');
        },
      ),
    );
  });
});
