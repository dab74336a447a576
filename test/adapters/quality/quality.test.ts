import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createQuality } from '../../../src/adapters/quality/index.ts';
import { predictByRule } from '../../../src/domain/prediction.ts';
import type { PredictionRequest } from '../../../src/domain/prediction.ts';
import type { Evidence } from '../../../src/domain/evidence.ts';
import { digest, personaId, treePath } from '../../domain/arbitraries.ts';
import { sendJson, startQualityService } from '../../support/quality-service.ts';
import type { QualityServer } from '../../support/quality-service.ts';

const ada = personaId('ada');
const request: PredictionRequest = {
  requirement: 'A service that keeps notes.',
  phase: 'testing',
  personas: [
    {
      id: ada,
      priority: 1,
      relevance: 0,
      assignments: [{ phase: 'testing', required: true, dependsOn: [] }],
    },
  ],
  team: [ada],
};

const evidence: readonly Evidence[] = [
  {
    sensor: 'test',
    outcome: 'measured',
    note: 'npm test',
    checked: 10,
    held: 9,
    tree: digest('a'),
    ms: 1,
    findings: [
      {
        severity: 'error',
        rule: 'tests.failed',
        path: treePath('src/a.js'),
        actual: 'secret text of the product',
        message: 'SC-1 failed.',
        owner: ada,
      },
    ],
  },
];

let service: QualityServer;
beforeEach(async () => {
  service = await startQualityService();
});
afterEach(() => service.stop());

const quality = (more = {}) => createQuality({ baseUrl: `${service.url}/`, ...more });

describe('a quality service', () => {
  test('is asked for a prediction, and what it leaves out is told by rule', async () => {
    expect(await quality().predict(request)).toEqual({
      method: 'quality service',
      phase: 'testing',
      score: 0.81,
      confidence: 0.77,
      complexity: 0.4,
      optimal: ['ada'],
      missing: [],
      note: 'Seen.',
    });
    expect(service.requests).toEqual([
      {
        path: '/api/predict',
        body: {
          requirement: request.requirement,
          phase: 'testing',
          personas: ['ada'],
          available_personas: ['ada'],
        },
      },
    ]);
  });

  test('assesses what was measured, and gets nothing of the files', async () => {
    const assessment = await quality().assess({ requirement: 'x', phase: 'testing', evidence });
    expect(assessment).toMatchObject({
      method: 'quality service',
      score: 0.9,
      dimensions: { correctness: 0.72 },
      issues: ['SC-1 failed.'],
      recommendations: ['Mend what was found.'],
      confidence: 0.9,
    });
    expect(JSON.stringify(service.requests)).not.toContain('secret text');
  });

  test.each<readonly [string, RegExp, Parameters<QualityServer['answerWith']>[0]]>([
    [
      'an error',
      /it answered 503/,
      (response) => {
        sendJson(response, {}, 503);
      },
    ],
    [
      'no JSON',
      /no JSON/,
      (response) => {
        response.end('<html>');
      },
    ],
    [
      'a score out of range',
      /fields or ranges/,
      (response) => {
        sendJson(response, { predicted_score: 7, confidence: 1 });
      },
    ],
    [
      'missing fields',
      /fields or ranges/,
      (response) => {
        sendJson(response, { predicted_score: 0.5 });
      },
    ],
    [
      'too much',
      /larger than 1 MB/,
      (response) => {
        response.end(JSON.stringify('x'.repeat(2 * 1024 ** 2)));
      },
    ],
    [
      'a redirect',
      /redirect/,
      (response) => {
        response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
      },
    ],
    [
      'a cut answer',
      /./,
      (response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{');
        response.destroy();
      },
    ],
    ['silence', /no answer within 200 ms/, () => undefined],
  ])('that gives %s is replaced by the rule, which says so', async (_name, why, answer) => {
    service.answerWith(answer);
    const { note, ...prediction } = await quality({ predictMs: 200 }).predict(request);
    const { note: ruleNote, ...rule } = predictByRule(request);
    expect(prediction).toEqual(rule);
    expect(note).toMatch(/^The quality service gave no answer \(.*\); this is the rule instead\./);
    expect(note).toMatch(why);
    expect(note).toContain(ruleNote);
  });

  test('that is away is replaced by the rule for assessments, too', async () => {
    await service.stop();
    const assessment = await quality().assess({ requirement: 'x', phase: 'testing', evidence });
    expect(assessment).toMatchObject({
      method: 'rule-based',
      score: 0.9,
      issues: ['SC-1 failed.'],
    });
    expect(assessment.note).toMatch(/gave no answer .*ECONNREFUSED/);
  });

  test('is asked ten things at once at most; the others wait', async () => {
    service.answerWith((response) => {
      setTimeout(() => {
        sendJson(response, { predicted_score: 0.5, confidence: 0.5 });
      }, 50);
    });
    const asked = quality();
    const answers = await Promise.all(Array.from({ length: 35 }, () => asked.predict(request)));
    expect(answers.every(({ method }) => method === 'quality service')).toBe(true);
    expect(service.mostAtOnce()).toBe(10);
  });

  test("is not waited for once the caller's signal is aborted", async () => {
    service.answerWith(() => undefined);
    const controller = new AbortController();
    const asking = quality().predict(request, controller.signal);
    controller.abort(new Error('cancelled'));
    await expect(asking).rejects.toThrow('cancelled');
  });
});

describe('without a quality service', () => {
  test('the rule answers, and nobody is asked', async () => {
    const byRule = createQuality({});
    expect(await byRule.predict(request)).toEqual(predictByRule(request));
    expect(service.requests).toEqual([]);
  });
});
