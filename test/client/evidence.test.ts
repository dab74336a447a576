import { expect, test } from '@jest/globals';
import { createMemoryObjects } from '../../src/adapters/objects/memory.ts';
import { withMeasured } from '../../src/client/evidence.ts';
import { dimensionsOf } from '../../src/domain/dimensions.ts';
import type { PhaseView } from '../../src/domain/status.ts';
import { putJson } from '../../src/ports/objects.ts';
import type { GateRecord } from '../../src/ports/records.ts';
import { digest, personaId } from '../domain/arbitraries.ts';

const view = (phase: PhaseView['phase']): PhaseView => ({
  phase,
  state: 'passed',
  iteration: 1,
  limit: 3,
});

const gate = (phase: GateRecord['phase'], evidence: GateRecord['evidence']): GateRecord => ({
  phase,
  judgement: 1,
  iteration: 1,
  kind: 'exit',
  verdict: 'passed',
  tree: digest('a'),
  evidence,
  errors: 0,
  warnings: 0,
});

test('phases from the records tell what their last gates measured, where that is still there', async () => {
  const objects = createMemoryObjects();
  const document = (held: number) => ({
    phase: 'testing',
    evidence: [],
    dimensions: dimensionsOf([
      {
        sensor: 'coverage',
        outcome: 'measured',
        note: '',
        checked: 10,
        held,
        tree: digest('a'),
        ms: 0,
        findings: [],
      },
    ]),
    recommendations: [
      {
        severity: 'warning',
        rule: 'coverage.lines',
        owner: personaId('ada'),
        what: 'Test more.',
        paths: [],
        count: 1,
      },
    ],
  });
  const [before, after] = [
    await putJson(objects, document(1)),
    await putJson(objects, document(5)),
  ];
  const phases = await withMeasured(
    objects,
    [view('design'), view('implementation'), view('testing')],
    [gate('testing', before), gate('testing', after), gate('implementation', digest('f'))],
  );
  expect(phases).toEqual([
    view('design'),
    view('implementation'),
    { ...view('testing'), dimensions: { tests: 0.5 }, recommendations: ['ada: Test more.'] },
  ]);
});
